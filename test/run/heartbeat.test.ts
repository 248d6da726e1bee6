import { expect } from 'chai';
import { epochMs } from '../../src/domain/time.js';
import { tokenOf } from '../../src/domain/token.js';
import { heartbeatOf, type Standing } from '../../src/run/heartbeat.js';
import type { LiveStats } from '../../src/run/live-figures.js';

const LAP = { count: 10, p50: 0.2, p90: 1, p99: 1.5, p999: 3, max: 3 };

const standing = (realAt: number, stats: Partial<LiveStats>): Standing => ({
  realAt,
  sessionAt: epochMs(1_767_584_700_250),
  stats: {
    messages: 0,
    ticks: 0,
    malformed: 0,
    orderReports: 0,
    decisions: 0,
    refused: 0,
    orders: 0,
    fills: 0,
    waiting: 0,
    longest: 0,
    conflated: 0,
    latency: LAP,
    silence: undefined,
    connection: undefined,
    reconnects: 0,
    ...stats,
  },
});

describe('heartbeatOf', () => {
  it('tells rates of real time since the last one, the session as it is now', () => {
    const before = standing(1_000, { messages: 100, ticks: 90 });
    const now = standing(3_000, {
      messages: 700,
      ticks: 290,
      decisions: 4,
      waiting: 7,
      conflated: 2,
      silence: { token: tokenOf('NSE', '22'), ms: 900 },
      connection: 'Live',
      reconnects: 1,
    });

    expect(heartbeatOf(before, now, LAP, undefined, 163_400_000)).to.deep.equal({
      session: '2026-01-05T09:15:00.250+05:30',
      state: 'Live',
      messagesPerSecond: 300, // (700 - 100) / 2 s
      ticksPerSecond: 100,
      decisions: 4,
      queue: 7,
      conflated: 2,
      p50Ms: 0.2,
      p99Ms: 1.5,
      silentMs: 900,
      silentToken: 'NSE|22',
      reconnects: 1,
      rssMb: 163,
    });
  });

  it('has no rate over no time', () => {
    expect(heartbeatOf(standing(5, {}), standing(5, { messages: 9 }), LAP, undefined, 0)).to.include({
      messagesPerSecond: 0,
      state: 'none',
    });
  });
});

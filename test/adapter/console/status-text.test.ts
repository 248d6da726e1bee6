import { expect } from 'chai';
import { statusText } from '../../../src/adapter/console/status-text.js';
import type { SessionStatus } from '../../../src/codec/control/answer.js';

const NOTHING = { netPnl: 0, grossPnl: 0, charges: 0, trades: 0 };

const STATUS: SessionStatus = {
  session: {
    version: '0.1.0',
    pid: 7,
    kind: 'paper',
    pipeline: 'momentum',
    feed: 'shoonya',
    folder: null,
    startedAt: '2026-01-05T09:15:00.000+05:30',
  },
  at: '2026-01-05T09:18:28.067+05:30',
  uptimeMs: 208_000,
  connection: 'Live',
  reconnects: 0,
  messages: 379,
  ticks: 379,
  malformed: 0,
  ticksPerSecond: 107,
  latency: { count: 379, p50: 0.147, p90: 0.259, p99: 3.903, p999: 19.535, max: 19.52 },
  queue: { waiting: 0, longest: 4, conflated: 0 },
  silence: null,
  decisions: 9,
  refused: 0,
  orders: { sent: 9, open: 1, fills: 8 },
  positions: 0,
  pnl: NOTHING,
  strategies: [{ name: 'momentum', ...NOTHING }],
  switches: [],
  halts: [],
  recording: null,
};

const KILL = { mode: 'exit-only', by: 'asha', reason: 'the news', seq: 1_048, at: '09:21' };
const HALT = {
  rule: 'maxDailyLoss',
  limit: 10_000,
  actual: 10_050,
  unit: 'rupees',
  message: 'momentum: lost 10050 today, limit 10000',
  seq: 2_011,
  at: '10:02',
};
const FOR_ALL = { strategy: null, token: null, instrument: null };

/** What stands below the table. */
const belowTable = (change: Partial<SessionStatus>): readonly string[] => {
  const lines = statusText({ ...STATUS, ...change }).split('\n');
  return lines.slice(lines.findIndex((line) => line.startsWith('all ')) + 1);
};

describe('statusText', () => {
  it('says nothing below the table where nothing is halted', () => {
    expect(belowTable({})).to.deep.equal([]);
  });

  it('tells each kill switch and each halt by a rule, its scope, why and until when', () => {
    const told = belowTable({
      switches: [{ ...FOR_ALL, token: 'NSE|22', instrument: 'NSE:ACC-EQ', ...KILL }],
      halts: [
        { ...FOR_ALL, strategy: 'momentum', ...HALT, until: 'nextSession' },
        { ...FOR_ALL, ...HALT, until: 'resume' },
      ],
    });

    expect(told).to.deep.equal([
      '',
      'KILLED  all strategies, NSE:ACC-EQ: exit-only by asha, the news (entry 1048, 09:21)',
      'HALTED  momentum, all instruments: exits only by maxDailyLoss, momentum: lost 10050 today, limit 10000, until the next session (entry 2011, 10:02)',
      'HALTED  all strategies, all instruments: exits only by maxDailyLoss, momentum: lost 10050 today, limit 10000, until it is resumed (entry 2011, 10:02)',
    ]);
  });
});

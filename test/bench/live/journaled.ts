import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { build, type Histogram } from 'hdr-histogram-js';
import { journaledFirst } from '../../../src/adapter/journal/journaled-first.js';
import type { BrokerOf } from '../../../src/port/broker.js';
import type { OrderJournal } from '../../../src/port/order-journal.js';
import type { Reader } from '../../../src/run/read-entries.js';
import { idealBroker } from '../../support/ideal-exchange.js';
import type { Figures } from '../figures.js';
import { tokensOf } from '../pipelines.js';
import { liveRun } from './live-run.js';
import { pipelineOfOrders } from './orders-pipeline.js';
import { startSender } from './start-sender.js';

const PER_SECOND = 20_000;
const SECONDS = 20;
const WARM_UP_SECONDS = 2;
const TOKENS = tokensOf(50);
/** Bytes that come between two orders. */
const BETWEEN = 20_000;

/** A session of 20,000 ticks and a hundred orders a second, each on the disk before it is sent: from decision to sent. */
export const journalFigures = async (): Promise<Figures> => {
  const record = await mkdtemp(join(tmpdir(), 'rxtape-bench-'));
  const sender = await startSender();
  try {
    const disk = bareDisk(record);
    const sent = await journaled(sender.paced(PER_SECOND * SECONDS, TOKENS.length, PER_SECOND), record);
    return {
      'journal.p50Ms': msOf(sent, 50),
      'journal.p99Ms': msOf(sent, 99),
      'journal.maxMs': sent.maxValue / 1_000,
      'journal.ordersPerSecond': Math.round(sent.totalCount / (SECONDS - WARM_UP_SECONDS)),
      'journal.bareDisk.p50Ms': msOf(disk, 50),
      'journal.bareDisk.p99Ms': msOf(disk, 99),
    };
  } finally {
    sender.close();
    await rm(record, { recursive: true });
  }
};

const journaled = async (url: string, record: string): Promise<Histogram> => {
  const decidedAt = new Map<string, number>();
  const taken = histogram();
  const warmUp = PER_SECOND * WARM_UP_SECONDS;
  let ticks = 0;
  const reader: Reader = (entry) => {
    if (entry.kind === 'Tick') ticks += 1;
    if (entry.kind === 'Decision') decidedAt.set(entry.orderId, performance.now());
  };
  const noted: BrokerOf = (clock) => {
    const broker = idealBroker()(clock);
    return {
      ...broker,
      send: (sent) => {
        const from = decidedAt.get(sent.order.id);
        if (from !== undefined && ticks > warmUp) taken.recordValue((performance.now() - from) * 1_000);
        broker.send(sent);
      },
    };
  };
  await liveRun(url, pipelineOfOrders(TOKENS), PER_SECOND * SECONDS, {
    record,
    reader,
    brokerOf: (recorder) => journaledFirst(noted, required(recorder), failed),
  });
  return taken;
};

/** What the disk itself takes to make as much durable, one order behind the other. */
const bareDisk = (dir: string): Histogram => {
  const taken = histogram();
  const file = openSync(join(dir, 'bare'), 'w');
  const bytes = Buffer.alloc(BETWEEN, 'x');
  for (let i = 0; i < 500; i += 1) {
    const from = performance.now();
    writeSync(file, bytes);
    fdatasyncSync(file);
    taken.recordValue((performance.now() - from) * 1_000);
  }
  closeSync(file);
  return taken;
};

const required = (recorder: OrderJournal | undefined): OrderJournal => {
  if (recorder === undefined) throw new Error('nothing records');
  return recorder;
};

const failed = (_sent: unknown, reason: string): void => {
  throw new Error(reason);
};

/** Of microseconds. */
const histogram = (): Histogram =>
  build({ highestTrackableValue: 60_000_000, numberOfSignificantValueDigits: 3 });

const msOf = (of: Histogram, percentile: number): number => of.getValueAtPercentile(percentile) / 1_000;

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuUsage } from 'node:process';
import type { Figures } from '../figures.js';
import { inTurn, medianOf } from '../in-turn.js';
import { pipelineOf, tokensOf } from '../pipelines.js';
import { bareSocket } from './bare-socket.js';
import { liveRun } from './live-run.js';
import { type Sender, startSender } from './start-sender.js';

const MESSAGES = 200_000;
const ROUNDS = 7;
const RECORDED_ROUNDS = 3;
/** A usual list. */
const TOKENS = tokensOf(50);

/** In the first seconds all tokens' groups are made; they are not counted. */
const PACED = { tokens: 2_000, perSecond: 20_000, seconds: 10, warmUpSeconds: 2 };

/** One socket of another process through the whole belt, against a bare socket with the same bytes. */
export const liveFigures = async (): Promise<Figures> => {
  const sender = await startSender();
  try {
    return { ...(await flooded(sender)), ...(await recorded(sender)), ...(await paced(sender)) };
  } finally {
    sender.close();
  }
};

const flooded = async (sender: Sender): Promise<Figures> => {
  const url = sender.flood(MESSAGES, TOKENS.length);
  const pipeline = pipelineOf(1, TOKENS);
  const spent = { bare: [] as number[], belt: [] as number[] };
  const timings = await inTurn(ROUNDS, {
    bare: () => ofProcessor(spent.bare, () => bareSocket(url, TOKENS, MESSAGES)),
    belt: () => ofProcessor(spent.belt, () => liveRun(url, pipeline, MESSAGES)),
  });
  return {
    'live.messagesPerSecond': Math.round(MESSAGES / timings.belt.median),
    'live.bareSocket.messagesPerSecond': Math.round(MESSAGES / timings.bare.median),
    'live.ratioToBareSocket': timings.bare.ratioTo('belt'),
    'live.processorMicrosecondsAMessage': round2((medianOf(spent.belt) / MESSAGES) * 1e6),
    'live.bareSocket.processorMicrosecondsAMessage': round2((medianOf(spent.bare) / MESSAGES) * 1e6),
  };
};

/** The same with the recorder, to the last tick: what is left for the disk then is written after it. */
const recorded = async (sender: Sender): Promise<Figures> => {
  const url = sender.flood(MESSAGES, TOKENS.length);
  const pipeline = pipelineOf(1, TOKENS);
  const record = await mkdtemp(join(tmpdir(), 'rxtape-bench-'));
  const plain: number[] = [];
  const kept: number[] = [];
  for (let round = 0; round < RECORDED_ROUNDS; round += 1) {
    plain.push((await liveRun(url, pipeline, MESSAGES)).seconds);
    kept.push((await liveRun(url, pipeline, MESSAGES, { record })).seconds);
  }
  await rm(record, { recursive: true });
  return {
    'live.recorded.messagesPerSecond': Math.round(MESSAGES / medianOf(kept)),
    'live.recorded.ratioToUnrecorded': round2(medianOf(plain) / medianOf(kept)),
  };
};

const paced = async (sender: Sender): Promise<Figures> => {
  const { tokens, perSecond, seconds, warmUpSeconds } = PACED;
  const messages = perSecond * seconds;
  const { latency, fromSender } = await liveRun(
    sender.paced(messages, tokens, perSecond),
    pipelineOf(1, tokensOf(tokens)),
    messages,
    { warmUp: perSecond * warmUpSeconds },
  );
  return {
    'live.p50Ms': latency.p50,
    'live.p99Ms': latency.p99,
    'live.fromSender.p50Ms': fromSender.getValueAtPercentile(50) / 1_000,
    'live.fromSender.p99Ms': fromSender.getValueAtPercentile(99) / 1_000,
  };
};

/** Runs `work`, and keeps how many seconds of this process's processor time it took. */
const ofProcessor = async (spent: number[], work: () => Promise<unknown>): Promise<void> => {
  const before = cpuUsage();
  await work();
  const { user, system } = cpuUsage(before);
  spent.push((user + system) / 1e6);
};

const round2 = (value: number): number => Math.round(value * 100) / 100;

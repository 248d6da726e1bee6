import { Subject } from 'rxjs';
import type { RecordedEntry } from '../../src/adapter/recording/read-session.js';
import { WallTime } from '../../src/adapter/live/wall-time.js';
import { entryText, isJournaled } from '../../src/codec/recording/entry-text.js';
import type { Entry } from '../../src/domain/entry.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import { type EpochMs, epochMs } from '../../src/domain/time.js';
import { copyMessage } from '../../src/domain/touchline.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import type { BrokerAnswer, BrokerOf } from '../../src/port/broker.js';
import type { Input } from '../../src/port/input.js';
import { type LiveResult, liveSession, type OnStop } from '../../src/run/live-session.js';
import type { Past } from '../../src/run/past.js';
import type { Resumed } from '../../src/run/resumed.js';
import { type Concluded, journaledStrategies } from '../../src/run/journaled-strategies.js';
import { SecondLife } from '../../src/run/second-life.js';
import { OPEN } from '../operator/messages.js';
import { PlayedTime } from '../support/played-time.js';
import type { Books } from './books.js';
import { happen, type Happening, withoutStack } from './live-case.js';

/** What a recorder was given, when by real time: a journal in memory, which can be cut between any two. */
export type Write = { readonly realAt: number } & (
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'entry'; readonly entry: Entry; readonly text: string }
);

/** What happens to a session between its start and its being killed or stopped. */
export interface Life {
  readonly happenings: readonly Happening[];
  /** What happens before, while the past is gone through. */
  readonly meanwhile?: readonly Happening[];
  /** How long after the last write that was kept it begins, ms. */
  readonly awayMs: number;
  readonly lineBound: number;
  /** Real time that each entry costs, ms. */
  readonly entryMs: number;
}

export interface Lived {
  /** All that was written, of the lives before too. */
  readonly writes: readonly Write[];
  /** Entries that readers were shown, and of these those that tellers were. */
  readonly read: readonly Entry[];
  readonly told: readonly Entry[];
  readonly resumed: Resumed | undefined;
}

/** Lives on behind `before` in played time: until it is killed where the happenings end, or stopped in good order. */
export const liveOn = async (
  pipeline: Pipeline,
  broker: BrokerOf | Books,
  before: readonly Write[],
  { happenings, meanwhile = [], awayMs, lineBound, entryMs }: Life,
  onStop: OnStop | 'kill',
  /** Whether strategies begin again, whatever decided before. */
  restarts = false,
): Promise<Lived & { readonly result: LiveResult | undefined }> => {
  const real = new PlayedTime(epochMs(Math.floor(before.at(-1)?.realAt ?? OPEN) + awayMs));
  let offMs = 0;
  const time = new WallTime({ wall: () => real.now() + offMs, monotonic: () => real.now() });
  const message$ = new Subject<Input>();
  const say = (answer: BrokerAnswer): void => message$.next({ ...answer, receivedAt: time.now() });
  const writes: Write[] = [...before];
  const read: Entry[] = [];
  const told: Entry[] = [];
  let resumed: Resumed | undefined;
  let goesOn: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => {
    goesOn = resolve;
  });
  const second = before.length === 0 ? undefined : new SecondLife(pastOf(before), restarts);
  const outThere = (books: Books): BrokerOf => {
    const there = books.broker({ say, real }, () => writes.length);
    return second?.held(there) ?? there;
  };
  const session = liveSession(repeatedBy(pipeline, before, restarts ? second : undefined), {
    feed: { message$ },
    time,
    startAt: epochMs(OPEN),
    ...(second === undefined ? {} : { second }),
    onResumed: (found) => {
      resumed = found;
      goesOn();
    },
    real,
    broker: typeof broker === 'function' ? broker : outThere(broker),
    quality: DEFAULT_QUALITY,
    lineBound,
    recorder: {
      input: (input) => writes.push({ kind: 'input', input: copied(input), realAt: real.now() }),
      entry: (entry) => writes.push({ kind: 'entry', entry, text: entryText(entry), realAt: real.now() }),
      close: () => Promise.resolve(),
    },
    readers: [(entry) => read.push(withoutStack(entry)), () => real.stall(entryMs)],
    tellers: [(entry) => told.push(withoutStack(entry))],
  });
  const scene = { session, message$, real, time, set: (ms: number) => (offMs += ms) };
  for (const happening of meanwhile) happen(happening, scene);
  if (before.length > 0) await Promise.race([begun, session.done]);
  for (const happening of happenings) happen(happening, scene);
  if (onStop === 'kill') return { writes, read, told, resumed, result: undefined };
  session.stop('the end', onStop);
  real.pass(60_000);
  return { result: await session.done, writes, read, told, resumed };
};

/** `pipeline` as it goes on behind `writes`, or repeats them. */
export const repeatedBy = (pipeline: Pipeline, writes: readonly Write[], second?: SecondLife): Pipeline => {
  const restart = restartIn(writes);
  if (second === undefined && restart === undefined) return pipeline;
  return journaledStrategies(pipeline, concludedIn(writes), (seq) =>
    second === undefined ? seq < (restart ?? 0) : second.covers(seq),
  );
};

/** The number of the event at which strategies began again for the last time. */
export const restartIn = (writes: readonly Write[]): number | undefined => {
  const place = writes.findLastIndex(
    (write) => write.kind === 'input' && write.input.kind === 'Notice' && write.input.event === 'Restarted',
  );
  return place === -1 ? undefined : (lastEntryOf(writes.slice(0, place))?.seq ?? 0) + 1;
};

/** What of a journal strategies are repeated by. */
const CONCLUDED: ReadonlySet<string> = new Set<Concluded['kind']>(['Decision', 'StrategyFailed', 'Plotted']);

const concludedIn = (writes: readonly Write[]): readonly Concluded[] =>
  writes.flatMap((write) =>
    write.kind === 'entry' && CONCLUDED.has(write.entry.kind) ? [JSON.parse(write.text) as Concluded] : [],
  );

/** What of `writes` could be read back. */
export const pastOf = (writes: readonly Write[]): Past => {
  const last = lastEntryOf(writes);
  return {
    name: 'recorded',
    inputs: () => batchesOf(inputsOf(writes)),
    entries: () => journaledOf(writes),
    unsent: new Map(),
    seq: last?.seq ?? 0,
    until: last?.at,
  };
};

export const inputsOf = (writes: readonly Write[]): readonly Input[] =>
  writes.flatMap((write) => (write.kind === 'input' ? [write.input] : []));

export const entriesOf = (writes: readonly Write[]): readonly Entry[] =>
  writes.flatMap((write) => (write.kind === 'entry' ? [withoutStack(write.entry)] : []));

const lastEntryOf = (writes: readonly Write[]): { readonly seq: number; readonly at: EpochMs } | undefined =>
  writes.findLast((write) => write.kind === 'entry')?.entry;

/** A few at a time, as from a disk. */
async function* batchesOf(inputs: readonly Input[]): AsyncGenerator<readonly Input[]> {
  for (let i = 0; i < inputs.length; i += 7) yield await Promise.resolve(inputs.slice(i, i + 7));
}

const journaledOf = (writes: readonly Write[]): readonly RecordedEntry[] =>
  writes.flatMap((write, row) =>
    write.kind === 'entry' && isJournaled(write.entry)
      ? [{ row, seq: write.entry.seq, at: write.entry.at, text: write.text }]
      : [],
  );

const copied = (input: Input): Input =>
  input.kind === 'tk' || input.kind === 'tf' ? copyMessage(input) : input;

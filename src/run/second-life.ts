import { recordedCommits } from '../adapter/journal/recorded-commits.js';
import type { GoneThrough, LiveInputs } from '../adapter/live/live-inputs.js';
import type { ReplayScheduler } from '../clock/replay-scheduler.js';
import type { Entry } from '../domain/entry.js';
import { DataError } from '../domain/failure.js';
import { type EpochMs, epochMs } from '../domain/time.js';
import type { Broker, BrokerOf, OpenOrder, Sent } from '../port/broker.js';
import type { Input } from '../port/input.js';
import type { OrderJournal } from '../port/order-journal.js';
import type { RealTime } from '../port/real-time.js';
import type { TimeSource } from '../port/time-source.js';
import type { EntryDifference } from '../report/verification.js';
import { comparedInputs } from './compared-inputs.js';
import { EntryComparison } from './entry-comparison.js';
import { HaltsInForce } from './halts-in-force.js';
import type { OpenWork } from './open-work.js';
import type { Past } from './past.js';
import { type Resumed, resumedNotice } from './resumed.js';
import { SwitchesThrown } from './switches-thrown.js';
import { THE_SESSION } from '../domain/the-session.js';

/** The belt of a session that goes on, and what stands around it. */
export interface Belt {
  readonly inputs: LiveInputs;
  readonly clock: ReplayScheduler;
  readonly time: TimeSource;
  readonly real: RealTime;
  readonly work: OpenWork;
}

/** What a session goes on with; the belt is given its inputs next, before any time passes. */
export interface GoesOn extends GoneThrough {
  /** Entries that follow from the past and were not journaled: they are new, and nobody was told of them. */
  readonly fresh: readonly Entry[];
  readonly resumed: Resumed;
}

/**
 * Has a belt go through its past again before it goes on: every entry is held against what was journaled, and the
 * orders that are open against the books of a broker out there.
 */
export class SecondLife {
  private readonly comparison: EntryComparison;
  private readonly fresh: Entry[] = [];
  private inputCount = 0;
  /** Kill switches that are thrown, and these but for what stops of the session threw. */
  private readonly switches = new SwitchesThrown();
  private readonly lasting = new SwitchesThrown();
  private readonly halts = new HaltsInForce();
  private isBefore = true;
  private reconcile: Broker['reconcile'] = undefined;

  constructor(
    private readonly past: Past,
    /** Whether strategies begin again where it goes on. */
    readonly restarts = false,
  ) {
    this.comparison = new EntryComparison(past.entries()[Symbol.iterator](), past.seq);
  }

  /** Whether what comes out now has been before. */
  get isPast(): boolean {
    return this.isBefore;
  }

  /** Whether entry `seq` is of the past. */
  covers(seq: number): boolean {
    return this.isBefore || seq <= this.comparison.lastSeq;
  }

  /** As `brokerOf`, but one out there, which has had what was journaled, is sent nothing in the past. */
  held(brokerOf: BrokerOf): BrokerOf {
    return (clock, heard$) => {
      const broker = brokerOf(clock, heard$);
      if (broker.reconcile === undefined) return broker;
      this.reconcile = broker.reconcile;
      return {
        ...broker,
        send: (sent) => {
          if (this.isPast) broker.recall?.(sent);
          else broker.send(sent);
        },
      };
    };
  }

  /** `journal`, from the end of the past on; before it, what could not be written down then is not now. */
  journal(journal: OrderJournal): OrderJournal {
    const before = recordedCommits(this.past.unsent);
    return { commit: (sent) => (this.isPast ? before : journal).commit(sent) };
  }

  /** The belt came to `entry`. */
  take(entry: Entry): void {
    this.comparison.take(entry);
    if (entry.seq > this.past.seq) this.fresh.push(entry);
    this.halts.take(entry);
    if (entry.kind !== 'Command') return;
    this.switches.take(entry);
    if (entry.by !== THE_SESSION) this.lasting.take(entry);
  }

  /**
   * Goes through the past. Undefined where the belt has ended meanwhile, by an error that it tells itself. Rejects
   * with a DataError where an entry is another than the one that was journaled, and as the broker's books do.
   */
  async goThrough({ inputs, clock, time, real, work }: Belt): Promise<GoesOn | undefined> {
    const began = real.now();
    await inputs.repeat(comparedInputs(this.counted(), this.comparison), this.past.until);
    if (inputs.isOver) return undefined;
    this.comparison.end();
    const { difference } = this.comparison;
    if (difference !== undefined) throw new DataError(differenceText(this.past.name, difference));
    const cutAt = epochMs(clock.now());
    const told = await this.reconciled(work, cutAt);
    this.isBefore = false;
    const resumed: Resumed = {
      cutAt,
      at: time.now(),
      inputs: this.inputCount,
      entries: this.past.seq,
      fresh: this.fresh.length,
      tookMs: real.now() - began,
      standing: work.standing,
      switches: this.lasting.thrown,
      halts: this.halts.inForce,
    };
    const first = [resumedNotice(resumed), ...told, ...this.lifted(cutAt)];
    return { fresh: this.fresh, restarted: this.restarted(cutAt), first, resumed };
  }

  private async reconciled({ sent }: OpenWork, receivedAt: EpochMs): Promise<readonly Input[]> {
    const never = this.fresh.filter(isSent);
    const orders = sent.map((one): OpenOrder => ({
      ...one,
      neverSent: never.filter(({ order }) => order.id === one.order.id),
    }));
    const told = (await this.reconcile?.(orders)) ?? [];
    return told.map((one) => ({ ...one, receivedAt }));
  }

  /** Before all else that is new, so that the strategies that begin again hear it. */
  private restarted(receivedAt: EpochMs): readonly Input[] {
    if (!this.restarts) return [];
    const detail = 'strategies begin again, with what they hold and have open';
    return [{ kind: 'Notice', receivedAt, event: 'Restarted', token: undefined, detail }];
  }

  /** A stop halts what is to end; now it goes on, and what others threw stays thrown. */
  private lifted(receivedAt: EpochMs): readonly Input[] {
    if (!this.switches.thrown.some(({ by }) => by === THE_SESSION)) return [];
    const of = { strategy: undefined, token: undefined };
    const lift = { ...of, command: 'resume', by: THE_SESSION, reason: 'it goes on' } as const;
    return [lift, ...this.lasting.thrown].map(({ command, strategy, token, by, reason }) => ({
      ...{ kind: 'Command', receivedAt, command, strategy, token, by, reason },
    }));
  }

  private async *counted(): AsyncGenerator<Iterable<Input>> {
    for await (const batch of this.past.inputs()) yield this.countedBatch(batch);
  }

  private *countedBatch(batch: Iterable<Input>): Iterable<Input> {
    for (const input of batch) {
      this.inputCount += 1;
      yield input;
    }
  }
}

const isSent = (entry: Entry): entry is Sent =>
  entry.kind === 'OrderSent' || entry.kind === 'ModifySent' || entry.kind === 'CancelSent';

const differenceText = (name: string, { summary, fields: [first], recorded }: EntryDifference): string => {
  const row = recorded?.row ?? undefined;
  const where = row === undefined ? '' : ` (row ${row})`;
  return (
    `${name}: cannot go on from its journal: ${summary}${where}${first === undefined ? '' : `: ${first}`}. ` +
    'The code is another than it was, or does what a replay cannot repeat (the wall clock, randomness): ' +
    'run the same code again; or keep account and orders and have strategies begin again with ' +
    '--restart-strategies; or begin anew with --fresh, which leaves its orders and positions behind; ' +
    `rxtape verify ${name} shows the difference`
  );
};

import type { Random } from '../../generator/random.js';
import { strikes } from './chances.js';
import { FAULT_NAMES, FAULTS, type FaultName } from './fault-list.js';
import type { FaultPlan } from './fault-plan.js';

/** A frame of market data on its way to one client. */
export interface MarketFrame {
  readonly text: string;
  /** What its scrip is told by: one of the connection's subscriptions. */
  readonly of: object;
  readonly isSnapshot: boolean;
}

/** What is done in the place of sending a frame. */
export type Outgoing =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'fragments'; readonly texts: readonly string[] }
  /** All values of the scrip are to be told again with its next change. */
  | { readonly kind: 'distrust'; readonly of: object }
  | { readonly kind: 'end'; readonly by: Ending };

/** How a connection, or what is sent on it, comes to its end. */
export type Ending = Extract<FaultName, 'drop' | 'close' | 'evict' | 'expire' | 'mute' | 'hang'>;

const ENDINGS: ReadonlySet<string> = new Set<Ending>(['drop', 'close', 'evict', 'expire', 'mute', 'hang']);

export const isEnding = (fault: FaultName): fault is Ending => ENDINGS.has(fault);

/** What others know of the market, for frames that are not the client's. */
export interface Strangers {
  /** A frame of a scrip that the connection has not subscribed. */
  readonly frame: () => string;
  /** The name and values of another scrip than the one of `frame`, as a snapshot under its token. */
  readonly inPlaceOf: (frame: MarketFrame) => string;
}

const COPIES_OF_BURST = 100;
const LONGEST_DELAY = 20;
const OF_FRAMES = FAULT_NAMES.filter((name) => FAULTS[name].scope === 'frame');
const OF_SNAPSHOTS = FAULT_NAMES.filter((name) => ['frame', 'snapshot'].includes(FAULTS[name].scope));

/** Takes the frames of one connection, and gives out what goes wrong with them. The same chance, the same faults. */
export class FrameFaults {
  /** To strike at the next frame, whatever chance says. */
  private readonly due = new Set<FaultName>();
  /** Waits to be overtaken by one frame. */
  private overtaken: readonly Outgoing[] | undefined = undefined;
  private held: Held | undefined = undefined;

  constructor(
    private readonly random: Random,
    private readonly plan: () => FaultPlan,
    private readonly strangers: Strangers,
  ) {}

  /** Whether frames go out as they are. */
  get isQuiet(): boolean {
    return (
      this.plan().rates.size === 0 &&
      this.due.size === 0 &&
      this.overtaken === undefined &&
      this.held === undefined
    );
  }

  force(fault: FaultName): void {
    this.due.add(fault);
  }

  /** What goes out now, in the place of `frame`. */
  pass(frame: MarketFrame): readonly Outgoing[] {
    const faults = this.drawn(frame);
    const out = this.disturbed(frame, faults);
    const ending = faults.find(isEnding);
    if (ending !== undefined) return [...this.release(), ...out, { kind: 'end', by: ending }];
    const { held } = this;
    if (held?.of === frame.of) {
      held.out.push(...out);
      return [];
    }
    if (faults.includes('delay') && held === undefined) {
      this.held = { of: frame.of, out: [...out], left: this.random.integer(1, LONGEST_DELAY) };
      return [];
    }
    return [...this.swapped(out, faults.includes('reorder')), ...this.released()];
  }

  /** What was held back. */
  release(): readonly Outgoing[] {
    const out = [...(this.overtaken ?? []), ...(this.held?.out ?? [])];
    this.overtaken = undefined;
    this.held = undefined;
    return out;
  }

  private drawn({ isSnapshot }: MarketFrame): readonly FaultName[] {
    const names = isSnapshot ? OF_SNAPSHOTS : OF_FRAMES;
    return names.filter((name) => {
      const strikesNow = strikes(this.plan(), name, this.random);
      return this.due.delete(name) || strikesNow;
    });
  }

  private swapped(out: readonly Outgoing[], isOvertaken: boolean): readonly Outgoing[] {
    const { overtaken } = this;
    this.overtaken = undefined;
    if (overtaken !== undefined) return [...out, ...overtaken];
    if (!isOvertaken) return out;
    this.overtaken = out;
    return [];
  }

  private released(): readonly Outgoing[] {
    const { held } = this;
    if (held === undefined) return [];
    held.left -= 1;
    if (held.left > 0) return [];
    this.held = undefined;
    return held.out;
  }

  private disturbed(frame: MarketFrame, faults: readonly FaultName[]): readonly Outgoing[] {
    if (faults.length === 0) return [text(frame.text)];
    const has = (fault: FaultName): boolean => faults.includes(fault);
    const { random } = this;
    const before: Outgoing[] = [];
    if (has('garbage')) before.push(garbage(random, frame.text));
    if (has('no-exchange')) before.push(text(frame.text.replace(/"e":"[^"]*",/, '')));
    if (has('cross-talk')) before.push(text(this.strangers.frame()));
    if (has('tf-first')) before.push(text(earlyChangeOf(frame.text)));

    let own = frame.text;
    if (has('garbage-values')) own = withValues(own, random, ['', '-', 'NA', ' ']);
    if (has('zero-ohlc')) own = withKeys(own, ['o', 'h', 'l', 'ap'], () => '0.00');
    const messages: Outgoing[] = (has('split') && !frame.isSnapshot ? halvesOf(own) : [own]).map(text);
    if (has('bare-snapshot')) messages.splice(0, 1, ...bared(frame));
    if (has('fragment')) messages.push(...fragmented(messages.pop(), random));
    if (has('duplicate')) messages.push(...messages);
    if (has('burst')) messages.push(...copies(messages, COPIES_OF_BURST));
    if (has('wrong-snapshot'))
      messages.push(text(this.strangers.inPlaceOf(frame)), { kind: 'distrust', of: frame.of });
    return [...before, ...messages];
  }
}

interface Held {
  readonly of: object;
  readonly out: Outgoing[];
  /** Frames of others that still go before. */
  left: number;
}

const text = (frame: string): Outgoing => ({ kind: 'text', text: frame });

const copies = (messages: readonly Outgoing[], count: number): readonly Outgoing[] =>
  Array.from({ length: count - 1 }, () => messages).flat();

/** Random bytes, or a frame that is cut off. */
const garbage = (random: Random, frame: string): Outgoing =>
  random.chance(0.5)
    ? text(frame.slice(0, random.integer(0, frame.length - 1)))
    : {
        kind: 'bytes',
        bytes: Uint8Array.from({ length: random.integer(1, 64) }, () => random.integer(0, 255)),
      };

const WHO = ['t', 'e', 'tk', 'ts', 'pp', 'ls', 'ti'];

const earlyChangeOf = (snapshot: string): string => {
  const entries = Object.entries(JSON.parse(snapshot) as Readonly<Record<string, string>>);
  const values = entries.filter(([key]) => !WHO.includes(key) || key === 'e' || key === 'tk');
  return JSON.stringify({ t: snapshot.includes('"t":"d') ? 'df' : 'tf', ...Object.fromEntries(values) });
};

/** The snapshot without its values, which are to come with the next change. */
const bared = ({ text: snapshot, of }: MarketFrame): readonly Outgoing[] => {
  const entries = Object.entries(JSON.parse(snapshot) as Readonly<Record<string, string>>);
  return [
    text(JSON.stringify(Object.fromEntries(entries.filter(([key]) => WHO.includes(key))))),
    { kind: 'distrust', of },
  ];
};

/** Two frames of half the values each; one where there is no more than one value. */
const halvesOf = (frame: string): readonly string[] => {
  const entries = Object.entries(JSON.parse(frame) as Readonly<Record<string, string>>);
  const who = entries.filter(([key]) => WHO.includes(key));
  const values = entries.filter(([key]) => !WHO.includes(key));
  if (values.length < 2) return [frame];
  const half = Math.ceil(values.length / 2);
  return [values.slice(0, half), values.slice(half)].map((part) =>
    JSON.stringify(Object.fromEntries([...who, ...part])),
  );
};

const fragmented = (message: Outgoing | undefined, random: Random): readonly Outgoing[] => {
  if (message?.kind !== 'text') return message === undefined ? [] : [message];
  const { length } = message.text;
  const cuts = [random.integer(0, length), random.integer(0, length)].sort((a, b) => a - b);
  const texts = [0, ...cuts].map((from, i) => message.text.slice(from, cuts[i] ?? length));
  return [{ kind: 'fragments', texts }];
};

const UNCHANGED = ['lp', 'v', 'h', 'l', 'o', 'ap', 'bp1', 'sq1', 'ft', 'oi'];

const withValues = (frame: string, random: Random, values: readonly string[]): string =>
  withKeys(frame, UNCHANGED, () => values[random.integer(0, values.length - 1)] ?? '');

/** `frame` with the keys that it does not have. */
const withKeys = (frame: string, keys: readonly string[], value: () => string): string =>
  keys
    .filter((key) => !frame.includes(`"${key}":`))
    .reduce((all, key) => `${all.slice(0, -1)},"${key}":"${value()}"}`, frame);

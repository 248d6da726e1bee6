import type { EpochMs } from '../../domain/time.js';
import type { Token } from '../../domain/token.js';
import { foldMessages, MessageFlag, type TouchlineMessage } from '../../domain/touchline.js';
import type { Malformed, Notice } from '../../port/feed.js';
import type { CommandInput, Input } from '../../port/input.js';
import { Ring } from './ring.js';

/** An input that waits, and when it came in real time; of one that others were folded into, when the first came. */
export interface Waiting {
  readonly input: Input;
  /** By `RealTime.now`, ms. */
  readonly arrivedAt: number;
  /** Told when all that follows at once from it has gone down the belt. */
  readonly heard?: () => void;
}

/**
 * The one line between the socket and the belt: inputs are taken in the order in which they came. Below `bound`
 * nothing is changed. From there on a `tf` is folded into the last waiting message of its token, a `tk` takes
 * that message's place, and malformed messages are counted into one; what was folded has the flag `Conflated`.
 * Notices, commands and a broker's answers are never folded or dropped, and nothing is folded back over the beginning of a
 * connection, since what comes after it is not to be laid over what came before. So `bound`, one message for
 * each token (of each connection begun in the line), the notices, commands and answers are the most that can wait.
 * When folding begins, and when half the line is free again, a notice `Conflated` is put at its end. What is
 * urgent goes past all that waits. O(1), but for the first message at the bound, which looks at the whole line.
 */
export class WaitingLine {
  private readonly line = new Ring<Place>();
  private readonly urgent = new Ring<Waiting & { readonly input: CommandInput }>();
  /** What can be folded into; kept from the bound on until half the line is free. */
  private index: Index | undefined = undefined;
  /** Received last of all; what the line says of itself is of that time. */
  private newestAt = 0 as EpochMs;
  /** Messages that went into another one, ever. */
  conflated = 0;
  /** The most that ever waited. */
  longest = 0;

  constructor(private readonly bound: number) {}

  get length(): number {
    return this.urgent.length + this.line.length;
  }

  /** What is urgent and waits, in order. */
  get commands(): readonly CommandInput[] {
    return [...this.urgent].map(({ input }) => input);
  }

  /** What `take` would give. */
  get next(): Waiting | undefined {
    return this.urgent.first ?? this.line.first;
  }

  push(input: Input, arrivedAt: number, heard?: () => void): void {
    if (input.receivedAt > this.newestAt) this.newestAt = input.receivedAt;
    if (this.line.length >= this.bound && this.isFolded(input, arrivedAt)) return;
    this.add(heard === undefined ? { input, arrivedAt } : { input, arrivedAt, heard });
  }

  /**
   * Puts `input` before all that waits, behind what is urgent already. Its time is that of the one it goes before,
   * where that came earlier: the session's clock is no further, and what waits keeps its own times.
   */
  pushUrgent(input: CommandInput, arrivedAt: number, heard: () => void): void {
    const before = this.line.first?.input.receivedAt ?? input.receivedAt;
    const receivedAt = before < input.receivedAt ? before : input.receivedAt;
    this.urgent.push({ input: { ...input, receivedAt }, arrivedAt, heard });
    if (this.length > this.longest) this.longest = this.length;
  }

  /** The next in order; undefined when none waits. */
  take(): Waiting | undefined {
    if (this.urgent.length > 0) return this.urgent.shift();
    const place = this.line.shift();
    if (place === undefined || this.index === undefined) return place;
    this.index.forget(place);
    if (this.line.length <= this.bound / 2) this.endFolding(this.index, place.arrivedAt);
    return place;
  }

  private add(place: Place): void {
    this.line.push(place);
    this.index?.remember(place);
    if (this.length > this.longest) this.longest = this.length;
  }

  private isFolded(input: Input, arrivedAt: number): boolean {
    if (input.kind !== 'tk' && input.kind !== 'tf' && input.kind !== 'Malformed') return false;
    this.index ??= new Index(this.line);
    if (!this.index.fold(input)) return false;
    this.conflated += 1;
    if (this.index.folded === 1)
      this.say(`${this.line.length} inputs wait, updates of a token are folded into one`, arrivedAt);
    return true;
  }

  private endFolding({ folded, tokens }: Index, arrivedAt: number): void {
    this.index = undefined;
    if (folded > 0)
      this.say(`${folded} waiting messages of ${tokens.size} tokens were folded into others`, arrivedAt);
  }

  private say(detail: string, arrivedAt: number): void {
    const input: Notice = {
      kind: 'Notice',
      receivedAt: this.newestAt,
      event: 'Conflated',
      token: undefined,
      detail,
    };
    this.add({ input, arrivedAt });
  }
}

/** A place in the line; what stands there may be replaced by what it was folded to. */
interface Place {
  input: Input;
  readonly arrivedAt: number;
  readonly heard?: () => void;
}

/** The places of a line that can take more: the last of each token, and the last malformed one. */
class Index {
  private readonly places = new Map<Token, Place>();
  private malformed: { readonly place: Place; readonly first: string; more: number } | undefined = undefined;
  /** Messages folded, malformed ones included. */
  folded = 0;
  /** Of these tokens. */
  readonly tokens = new Set<Token>();

  constructor(line: Iterable<Place>) {
    for (const place of line) this.remember(place);
  }

  remember(place: Place): void {
    const { input } = place;
    if (input.kind === 'tk' || input.kind === 'tf') this.places.set(input.token, place);
    else if (input.kind === 'Malformed') this.malformed = { place, first: input.detail, more: 0 };
    else if (input.kind === 'Notice' && input.connection === 'Connecting') this.places.clear();
  }

  forget(place: Place): void {
    const { input } = place;
    if ((input.kind === 'tk' || input.kind === 'tf') && this.places.get(input.token) === place)
      this.places.delete(input.token);
    else if (this.malformed?.place === place) this.malformed = undefined;
  }

  /** Whether `message` went into one that waits. */
  fold(message: TouchlineMessage | Malformed): boolean {
    const isFolded = message.kind === 'Malformed' ? this.count(message) : this.lay(message);
    if (isFolded) this.folded += 1;
    return isFolded;
  }

  private lay(message: TouchlineMessage): boolean {
    const place = this.places.get(message.token);
    if (place === undefined || (place.input.kind !== 'tk' && place.input.kind !== 'tf')) return false;
    const whole = message.kind === 'tk' ? message : foldMessages(place.input, message);
    place.input = { ...whole, flags: whole.flags | MessageFlag.Conflated };
    this.tokens.add(message.token);
    return true;
  }

  private count({ receivedAt }: Malformed): boolean {
    if (this.malformed === undefined) return false;
    this.malformed.more += 1;
    const { place, first, more } = this.malformed;
    place.input = {
      kind: 'Malformed',
      receivedAt,
      detail: `${first} (and ${more} more while inputs waited)`,
    };
    return true;
  }
}

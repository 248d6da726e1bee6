import { type Depth, DEPTH_FIELDS, mergeDepth } from '../../domain/depth.js';
import type { EpochMs } from '../../domain/time.js';
import { NO_TOUCHLINE, type Touchline, type TouchlineMessage } from '../../domain/touchline.js';
import type { Showing, Source } from './source.js';

/** When a frame's content came about by the exchange's clock, in whole seconds, and when it reached us. */
export interface FrameTimes {
  readonly exchangeAt: EpochMs;
  readonly receivedAt: EpochMs;
}

/** The feed of one token: it remembers what it has sent, and sends only what is different. */
export class FeedLine {
  private shown: Touchline = NO_TOUCHLINE;
  private shownDepth: Depth | undefined;
  private shownAt: EpochMs | undefined;

  constructor(private readonly source: Source) {}

  /** A `tk`: all there is. */
  snapshot(times: FrameTimes): TouchlineMessage {
    this.shown = this.source.touchline();
    this.shownDepth = this.source.depth();
    this.shownAt = times.exchangeAt;
    return messageOf('tk', this.source, times.receivedAt, times.exchangeAt, this.shown, this.shownDepth);
  }

  /** A `tf` of what `showing` asks for and has changed; undefined when nothing has. */
  update(showing: Showing | undefined, times: FrameTimes): TouchlineMessage | undefined {
    if (showing === undefined) return undefined;
    const touchline = this.changes(showing);
    const depth = showing.withDepth ? changedDepth(this.shownDepth, this.source.depth()) : undefined;
    if (touchline === undefined && depth === undefined) return undefined;
    const exchangeAt = times.exchangeAt === this.shownAt ? undefined : times.exchangeAt;
    this.shownDepth = mergeDepth(this.shownDepth, depth);
    this.shownAt = times.exchangeAt;
    return messageOf('tf', this.source, times.receivedAt, exchangeAt, touchline ?? NO_TOUCHLINE, depth);
  }

  private changes({ fields }: Showing): Touchline | undefined {
    const now = this.source.touchline();
    const changed = fields.filter((field) => now[field] !== this.shown[field]);
    if (changed.length === 0) return undefined;
    this.shown = overlaid(this.shown, now, changed);
    return overlaid(NO_TOUCHLINE, now, changed);
  }
}

type Mutable<A> = { -readonly [K in keyof A]: A[K] };

/** `fields` of `now` over `before`. */
const overlaid = (before: Touchline, now: Touchline, fields: Showing['fields']): Touchline => {
  const result = { ...before };
  for (const field of fields) copy(field, now, result);
  return result;
};

const copy = <K extends keyof Touchline>(
  field: K,
  from: Pick<Touchline, K>,
  to: Mutable<Pick<Touchline, K>>,
): void => {
  to[field] = from[field];
};

/** The fields of `now` that `before` does not have; undefined when there are none. */
const changedDepth = (before: Depth | undefined, now: Depth | undefined): Depth | undefined => {
  if (now === undefined || before === undefined) return now;
  const changed: Mutable<Depth> = { ...now };
  let any = false;
  for (const field of DEPTH_FIELDS) {
    if (now[field] === before[field]) changed[field] = undefined;
    else any = true;
  }
  return any ? changed : undefined;
};

const messageOf = (
  kind: TouchlineMessage['kind'],
  source: Source,
  receivedAt: EpochMs,
  exchangeAt: EpochMs | undefined,
  touchline: Touchline,
  depth: Depth | undefined,
): TouchlineMessage => ({
  kind,
  token: source.token,
  receivedAt,
  exchangeAt,
  last: touchline.last,
  open: touchline.open,
  high: touchline.high,
  low: touchline.low,
  previousClose: touchline.previousClose,
  averagePrice: touchline.averagePrice,
  volume: touchline.volume,
  openInterest: touchline.openInterest,
  previousOpenInterest: touchline.previousOpenInterest,
  underlyingOpenInterest: touchline.underlyingOpenInterest,
  bid: touchline.bid,
  ask: touchline.ask,
  bidQuantity: touchline.bidQuantity,
  askQuantity: touchline.askQuantity,
  depth,
  flags: 0,
});

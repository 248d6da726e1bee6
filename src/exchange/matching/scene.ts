import type { DataGrade } from '../../domain/data-grade.js';
import { byLiquidity, type FillModel } from '../../domain/fill-model.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Side } from '../../domain/intent.js';
import type { Price } from '../../domain/money.js';
import { sessionDayOf } from '../../domain/session.js';
import type { Tick } from '../../domain/tick.js';
import { MessageMark } from '../../domain/touchline.js';
import { halfSpreadOf } from '../half-spread.js';
import { slippageOf } from '../slippage/slippage.js';
import { tickSizeOf, worseOnGrid } from '../../domain/tick-grid.js';
import { withinCircuit } from './circuit.js';
import { TakenSizes } from './taken-sizes.js';
import type { Working } from './working.js';

/**
 * What the orders of one token can trade with at one tick, and what of it is still there when the orders before
 * them have had theirs. One object for each token, set anew at each tick: a tick costs no allocation.
 */
export class Scene {
  readonly taken = new TakenSizes();
  /** On bars, the stops that are awake, those that this tick woke among them. */
  readonly awake: Working[] = [];
  /** What traded with a bar's close, at this tick or the one before. */
  readonly closed: Working[] = [];
  tick: Tick;
  before: Tick | undefined = undefined;
  grade: DataGrade = 'none';
  /** Whether levels 2 to 5 are of now. */
  hasLevels = false;
  /** Units that traded since the tick before; undefined where the tape does not tell. */
  volume: number | undefined = undefined;
  /** Whether something traded since the tick before, at the last price as far as is known. */
  isPrinted = false;
  /** Of it, what orders that rest can still have: in all, and at the price of the queue. */
  volumeLeft = Infinity;
  queueVolumeLeft = 0;
  /** Units that orders may have by the share of the volume that is theirs, where the tape has no sizes. */
  allowance = 0;
  readonly tickSize: number;
  readonly lotSize: number;
  /** Of displayed sizes. */
  readonly participation: number;

  constructor(
    readonly model: FillModel,
    readonly instrument: Instrument | undefined,
    tick: Tick,
  ) {
    this.tick = tick;
    this.tickSize = tickSizeOf(instrument);
    this.lotSize = instrument?.lotSize ?? 1;
    this.participation = byLiquidity(model.participation, instrument);
  }

  set(before: Tick | undefined, tick: Tick, grade: DataGrade, hasLevels: boolean): void {
    const { model } = this;
    this.tick = tick;
    this.before = before;
    this.grade = grade;
    this.hasLevels = hasLevels;
    this.awake.length = 0;
    if (!isBarEnd(before)) this.closed.length = 0;
    this.volume = volumeBetween(before, tick);
    this.isPrinted = this.volume === undefined ? tick.last !== before?.last : this.volume > 0;
    this.volumeLeft = this.volume ?? Infinity;
    this.queueVolumeLeft = (this.volume ?? 0) * model.queueShare;
    const cap = grade === 'bars' ? model.barVolumeCap : model.volumeCap;
    // what was no whole lot is kept; more is not: what nobody took is not saved up
    const kept = Number.isFinite(this.allowance) ? this.allowance % this.lotSize : 0;
    this.allowance = this.volume === undefined ? Infinity : kept + this.volume * cap;
    this.taken.refresh(tick);
  }

  /** Keeps in mind that `working` has traded. */
  traded(working: Working): void {
    if (isBarEnd(this.tick)) this.closed.push(working);
  }

  /** Nobody waits: what is saved up is forgotten. */
  rest(): void {
    this.allowance = 0;
    this.closed.length = 0;
  }

  /** Whole lots of at most `units`. */
  lots(units: number): number {
    return Math.floor(units / this.lotSize + 1e-9) * this.lotSize;
  }

  /**
   * What `side` pays or gets for taking `quantity` at `price`: slippage and grid make it worse, a limit and the day's
   * circuit limit bound it.
   */
  takerPrice(side: Side, price: number, quantity: number, limit: Price | undefined): Price {
    const sign = side === 'BUY' ? 1 : -1;
    const slip = slippageOf(this.model.slippage, price, quantity, {
      tickSize: this.tickSize,
      spread: this.spread(),
      volume: this.volume,
      dayVolume: this.tick.volume,
    });
    if (slip === 0) return price as Price;
    const slipped = worseOnGrid(price + sign * slip, this.instrument?.tickSize, side);
    const worse = withinCircuit(this.tick, side, price, slipped) as Price;
    return limit !== undefined && (worse - limit) * sign > 0 ? limit : worse;
  }

  /** Half of what stands for the spread at the last price. */
  halfSpread(last: number): number {
    return halfSpreadOf(this.model.halfSpread, last, this.tickSize, this.instrument);
  }

  private spread(): number {
    const { bid, ask, last } = this.tick;
    if (bid !== undefined && ask !== undefined) return Math.max(0, ask - bid);
    return last === undefined ? 0 : 2 * this.halfSpread(last);
  }
}

/**
 * What the day's counter has counted since `before`. It begins anew with each session: what it counts by then is of
 * today. A feed may repeat yesterday's before it does, and one that fell within the day was put right: both tell nothing.
 */
const volumeBetween = (before: Tick | undefined, { volume, at }: Tick): number | undefined => {
  if (volume === undefined) return undefined;
  if (before?.volume === undefined) return 0;
  const isFewer = volume < before.volume;
  const isAnew = isFewer || isBarEnd(before); // bars repeat nothing
  if (isAnew && sessionDayOf(before.at) !== sessionDayOf(at)) return volume;
  return isFewer ? 0 : volume - before.volume;
};

const isBarEnd = (tick: Tick | undefined): boolean =>
  tick !== undefined && (tick.flags & MessageMark.BarEnd) !== 0;

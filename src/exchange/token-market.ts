import type { TradingDay } from '../domain/calendar.js';
import { type DataGrade, gradeWith } from '../domain/data-grade.js';
import { byLiquidity, type FillModel } from '../domain/fill-model.js';
import type { Instrument } from '../domain/instrument.js';
import type { Price } from '../domain/money.js';
import { isFinal } from '../domain/order.js';
import { type SessionDay, sessionDayOf } from '../domain/session.js';
import type { Tick } from '../domain/tick.js';
import { MessageMark } from '../domain/touchline.js';
import { isContinuous } from './checks/session-phase.js';
import { isLocked } from './matching/circuit.js';
import { crosses } from './matching/crosses.js';
import { executionPrice } from './matching/execution-price.js';
import { joinQueue, restInBook } from './matching/rest-in-book.js';
import { Scene } from './matching/scene.js';
import { takeBook } from './matching/take-book.js';
import { tradeOnBars } from './matching/trade-on-bars.js';
import { tradeOnPrints } from './matching/trade-on-prints.js';
import { isDoubted, type Skipped, skippedBecause } from './matching/usable.js';
import { wakes } from './matching/wakes.js';
import { type Execute, leavesOf, type Working } from './matching/working.js';

export const UNKNOWN_DAY: TradingDay = { kind: 'unknown' };

/** What is told of the orders of a token, in order. */
export interface Told {
  readonly executed: Execute;
  readonly triggered: (working: Working) => void;
  /** Of an order that ends without having traded whole. */
  readonly ended: (working: Working, kind: 'Cancelled' | 'Expired', reason: string) => void;
}

/**
 * The orders of one token, oldest first, and the market that they meet: the newest tick and what the one before was.
 * A tick without orders costs a few assignments; one with orders allocates nothing unless something happens.
 */
export class TokenMarket {
  /** Orders that have not ended. */
  readonly working: Working[] = [];
  last: Tick | undefined = undefined;
  grade: DataGrade = 'none';
  /** Ticks against which nothing traded, of those that orders waited for. */
  readonly skipped: Record<Skipped, number> = { crossed: 0, stale: 0, worthless: 0 };
  private scene: Scene | undefined = undefined;
  /** The last tick that nothing makes doubtful. */
  private believed: Tick | undefined = undefined;
  /** When levels 2 to 5 were told last. */
  private depthAt = -Infinity;
  private day: SessionDay | undefined = undefined;
  private today: TradingDay = UNKNOWN_DAY;

  constructor(
    readonly instrument: Instrument | undefined,
    private readonly model: FillModel,
    private readonly dayOf: (day: SessionDay) => TradingDay,
  ) {}

  /** Whether its ticks are of bars of a day or longer: when they are within the day is not known. */
  get isOfDays(): boolean {
    return this.last !== undefined && (this.last.flags & MessageMark.DayBar) !== 0;
  }

  /** What the exchange does on the day of `session`. */
  tradingDay(session: SessionDay): TradingDay {
    if (session !== this.day) {
      this.day = session;
      this.today = this.dayOf(session);
    }
    return this.today;
  }

  show(tick: Tick, told: Told): void {
    const before = this.last;
    this.last = tick;
    if (this.grade !== 'depth') this.grade = gradeWith(this.grade, tick);
    if (tick.depth !== before?.depth) this.depthAt = tick.at;
    if (this.working.length > 0) this.trade(before, tick, told);
    else if (this.scene !== undefined && !this.scene.taken.isEmpty) this.scene.taken.refresh(tick);
    if (!isDoubted(tick)) this.believed = tick;
  }

  private trade(before: Tick | undefined, tick: Tick, told: Told): void {
    const session = sessionDayOf(tick.at);
    for (let i = 0; i < this.working.length; i += 1) {
      const working = this.working[i];
      if (working === undefined) continue;
      working.session ??= session;
      if (working.session !== session) told.ended(working, 'Expired', 'the day of its validity is over');
    }
    const isOpen = !this.model.isChecked || this.isOfDays || isContinuous(this.tradingDay(session), tick.at);
    if (!isOpen) {
      this.takeOut();
      return;
    }
    if (this.model.matching === 'touch') this.tradeAtTouch(before, tick, told);
    else this.tradeInBook(before, tick, told);
    this.takeOut();
  }

  private tradeAtTouch(before: Tick | undefined, tick: Tick, told: Told): void {
    const scene = this.sceneAt(before, tick);
    for (let i = 0; i < this.working.length; i += 1) {
      const working = this.working[i];
      if (working === undefined || isOver(working)) continue;
      if (working.phase === 'Asleep') {
        wake(working, this.believed, tick, told);
        continue;
      }
      const { order, phase } = working;
      const touch = executionPrice(order, tick);
      if (touch !== undefined) {
        const quantity = leavesOf(working);
        const rested = phase === 'Resting' ? order.limit : undefined;
        told.executed(
          working,
          quantity,
          rested ?? scene.takerPrice(order.side, touch, quantity, order.limit),
        );
      } else if (order.validity === 'IOC') told.ended(working, 'Cancelled', NOT_AT_ONCE);
      else if (scene.grade !== 'none') working.phase = 'Resting';
    }
  }

  private tradeInBook(before: Tick | undefined, tick: Tick, told: Told): void {
    const scene = this.sceneAt(before, tick);
    const skipped = skippedBecause(tick, this.instrument, this.model);
    if (skipped !== undefined) this.skipped[skipped] += 1;
    const isOnBars = scene.grade === 'bars';
    if (isOnBars) this.wakeStops(scene, told);
    for (let i = 0; i < this.working.length; i += 1) {
      const working = this.working[i];
      if (working === undefined || isOver(working)) continue;
      if (working.phase === 'Asleep') {
        if (!isOnBars) wake(working, this.believed, tick, told); // it meets the next tick; in a bar, the price at its trigger
      } else if (skipped === undefined) this.meet(working, scene, told);
    }
  }

  /** Before anything trades: in a bar, what rests may have to wait for them. */
  private wakeStops(scene: Scene, told: Told): void {
    for (let i = 0; i < this.working.length; i += 1) {
      const working = this.working[i];
      if (working?.order.trigger === undefined || isOver(working)) continue;
      if (working.phase !== 'Asleep' || wake(working, this.believed, scene.tick, told))
        scene.awake.push(working);
    }
  }

  private meet(working: Working, scene: Scene, told: Told): void {
    const { side, limit, validity } = working.order;
    const { executions } = working;
    if (!isLocked(scene.tick, side)) tradeIn(working, scene, told.executed);
    if (working.executions > executions) scene.traded(working);
    if (isOver(working)) return;
    if (validity === 'IOC') told.ended(working, 'Cancelled', NOT_AT_ONCE);
    else if (working.phase !== 'Resting') settle(working, limit, scene);
  }

  /** Takes out what is over, in place. */
  takeOut(): void {
    const { working } = this;
    let kept = 0;
    for (let i = 0; i < working.length; i += 1) {
      const one = working[i];
      if (one === undefined || isOver(one)) continue;
      if (kept !== i) working[kept] = one;
      kept += 1;
    }
    if (kept === working.length) return;
    working.length = kept;
    if (kept === 0) this.scene?.rest();
  }

  private sceneAt(before: Tick | undefined, tick: Tick): Scene {
    this.scene ??= new Scene(this.model, this.instrument, tick);
    const isFresh = tick.at - this.depthAt <= byLiquidity(this.model.staleMs, this.instrument);
    this.scene.set(before, tick, this.grade, isFresh);
    return this.scene;
  }
}

const NOT_AT_ONCE = 'IOC: this did not trade at once';

/** Wakes a stop if `tick` does and is believed; says whether. */
const wake = (working: Working, before: Tick | undefined, tick: Tick, told: Told): boolean => {
  const isAwake = !isDoubted(tick) && wakes(working.order, before, tick);
  if (isAwake) told.triggered(working);
  return isAwake;
};

const tradeIn = (working: Working, scene: Scene, execute: Execute): void => {
  const { limit } = working.order;
  if (scene.grade === 'bars') tradeOnBars(working, scene, execute);
  else if (scene.grade === 'last') tradeOnPrints(working, scene, execute);
  else if (limit === undefined || working.phase !== 'Resting') takeBook(working, scene, execute);
  else restInBook(working, limit, scene, execute);
};

/** It has taken what there was: what is left of it rests, unless it would take more of the same. */
const settle = (working: Working, limit: Price | undefined, scene: Scene): void => {
  if (scene.grade === 'none') return; // nobody knows yet
  const isTaking = limit !== undefined && crosses(working, limit, scene);
  working.phase = isTaking ? 'Taking' : 'Resting';
  if (limit !== undefined && !isTaking) joinQueue(working, limit, scene);
};

const isOver = ({ order }: Working): boolean => isFinal(order.state);

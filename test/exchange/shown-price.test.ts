import { expect } from 'chai';
import fc from 'fast-check';
import type { FillModel } from '../../src/domain/fill-model.js';
import type { Side } from '../../src/domain/intent.js';
import type { Order, OrderId } from '../../src/domain/order.js';
import type { Tick } from '../../src/domain/tick.js';
import { MessageMark } from '../../src/domain/touchline.js';
import type { Answer } from '../../src/exchange/exchange.js';
import { anyModel, inputsOf, isTick, play, RUNS, steps, TAPES } from './random-tapes.js';
import { bookOf, isCrossed, isQuote, lastOf, mostSlippage, type Shown, worseBy } from './shown.js';

const TICK_SIZE = 0.05;
const A_HAIR = 1e-6;

/** An order that is awake, and what has come to it since it was placed, woke, or went to the tail. */
interface Watched {
  readonly order: Order;
  /** Whether a tick has shown nobody who would trade at a better price than its limit. */
  hasRested: boolean;
  /** Whether the market has come to its limit after that. */
  isMet: boolean;
}

const watch = (order: Order): Watched => ({ order, hasRested: false, isMet: false });

/** What the orders of one run have been shown. */
class Witness {
  taken = 0;
  met = 0;
  private readonly watched = new Map<OrderId, Watched>();
  private before: Tick | undefined = undefined;
  private isQuoted = false;

  constructor(private readonly model: Partial<FillModel>) {}

  placed(order: Order): void {
    if (order.isTriggered) this.watched.set(order.id, watch(order));
  }

  /** Holds the executions of `tick` against it, and notes what it leaves in the book. */
  shown(tick: Tick, answers: readonly Answer[]): void {
    this.isQuoted ||= isQuote(tick);
    for (const one of this.watched.values()) {
      const { side, limit } = one.order;
      const prices = [this.shownTo(side, tick)[0]?.price, tick.last];
      if (limit !== undefined && one.hasRested)
        one.isMet ||= prices.some((price) => price !== undefined && worseBy(side, price, limit) <= 0);
    }
    for (const answer of answers) this.holds(answer, tick);
    const isInBar = !this.isQuoted && !this.isWhole && (tick.flags & MessageMark.Bar) !== 0;
    if (isInBar) this.answered(answers); // a stop that wakes meets the bar itself, else the next tick
    for (const one of this.watched.values()) one.hasRested ||= this.rests(one.order, tick);
    if (!isInBar) this.answered(answers);
    this.before = tick;
  }

  answered(answers: readonly Answer[]): void {
    for (const { order, change } of answers) {
      const one = this.watched.get(order.id);
      const keepsPlace = order.limit === one?.order.limit && order.quantity <= (one?.order.quantity ?? 0);
      if (change.kind === 'Triggered') this.watched.set(order.id, watch(order));
      else if (change.kind === 'Modified' && one !== undefined)
        this.watched.set(order.id, keepsPlace ? { ...one, order } : watch(order));
    }
  }

  private holds({ order, change }: Answer, tick: Tick): void {
    if (change.kind !== 'Filled') return;
    const { side, limit } = order;
    const { quantity, price } = change.execution;
    const { extraTicks = 0, slippage = { kind: 'none' } } = this.model;
    const isShown = this.shownTo(side, tick).some((level) => {
      const isDisplayed = limit !== undefined && level.size !== undefined;
      if (isDisplayed && !this.isWhole && quantity > level.size) return false;
      const beyond = this.halfSpread + (isDisplayed ? 0 : extraTicks * TICK_SIZE);
      const slip = mostSlippage(slippage, level.price + beyond, quantity, tick, TICK_SIZE);
      return worseBy(side, price, level.price) <= beyond + slip + A_HAIR;
    });
    const one = this.watched.get(order.id);
    const isOfRest = one?.hasRested === true && one.isMet && price === limit;
    expect(isShown || isOfRest, `${side} ${quantity} @ ${price}, limit ${limit}`).to.equal(true);
    if (isShown) this.taken += 1;
    else this.met += 1;
  }

  private rests({ side, limit }: Order, tick: Tick): boolean {
    if (limit === undefined || (isCrossed(tick) && !this.isWhole)) return false;
    if (!this.isQuoted && tick.last === undefined) return false; // no market was shown yet
    const [best] = this.shownTo(side, tick);
    return best === undefined || worseBy(side, best.price, limit) + this.halfSpread > -A_HAIR;
  }

  private shownTo(side: Side, tick: Tick): Shown {
    const isOfBook = this.isWhole ? isQuote(tick) : this.isQuoted;
    return isOfBook ? bookOf(tick, side) : lastOf(tick, this.isWhole ? undefined : this.before, side);
  }

  private get isWhole(): boolean {
    return this.model.matching === 'touch';
  }

  /** Made up where there are no quotes: a tick, since two in ten thousand of these prices are less. */
  private get halfSpread(): number {
    return this.isQuoted || this.isWhole ? 0 : TICK_SIZE;
  }
}

for (const [tape, said] of TAPES)
  describe(`an execution, on random tapes of ${tape}`, () => {
    it('is no worse than what is shown, but for slippage and extra ticks, or is of an order that rested', () => {
      let taken = 0;
      let met = 0;
      fc.assert(
        fc.property(steps(said), anyModel, (plan, part) => {
          const witness = new Witness(part);
          for (const { input, answers } of play(inputsOf(plan), part)) {
            if (isTick(input)) {
              witness.shown(input, answers);
              continue;
            }
            if (input.kind === 'Placed') witness.placed(input.order);
            witness.answered(answers);
          }
          taken += witness.taken;
          met += witness.met;
        }),
        RUNS,
      );
      expect(taken, 'executions at what is shown').to.be.above(100);
      expect(met, 'executions of what rested').to.be.above(0);
    });
  });

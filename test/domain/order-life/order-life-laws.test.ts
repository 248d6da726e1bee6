import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import type { OrderChange } from '../../../src/domain/order-change.js';
import { lifeAfter, lifeOf } from '../../../src/domain/order-life.js';
import { cancelledUnitsOf, isFinal, openUnitsOf } from '../../../src/domain/order.js';
import { filled, filledTo, terms } from '../../support/order-change.js';
import { order } from '../../support/order.js';
import { livedThrough } from './pairs.js';
import { type Act, historyOf, type Telling, toldLate } from './told-history.js';

const units = fc.integer({ min: -5, max: 160 });
/** Anything that anybody could say, sense or no sense. */
const anyChange: fc.Arbitrary<OrderChange> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(fc.nat(12), units).map(([id, n]) => filled(`x${id}`, n)) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(12), units, units).map(([id, n, all]) => filled(`x${id}`, n, all)),
  },
  { weight: 1, arbitrary: fc.tuple(units, fc.constantFrom(0, 50, 100, 200)).map(([n, p]) => filledTo(n, p)) },
  {
    weight: 2,
    arbitrary: units.map((n): OrderChange => ({ kind: 'ModifyAsked', terms: terms(n, 101, 99) })),
  },
  { weight: 2, arbitrary: units.map((n): OrderChange => ({ kind: 'Modified', terms: terms(n, 101, 99) })) },
  {
    weight: 6,
    arbitrary: fc.constantFrom<OrderChange>(
      { kind: 'Accepted' },
      { kind: 'TriggerPending' },
      { kind: 'Triggered' },
      { kind: 'Opened' },
      { kind: 'ModifyRejected' },
      { kind: 'CancelAsked' },
      { kind: 'CancelRejected' },
      { kind: 'AskRefused' },
      { kind: 'Lost' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<OrderChange>(
      { kind: 'Cancelled' },
      { kind: 'Expired' },
      { kind: 'Rejected' },
      { kind: 'Refused' },
    ),
  },
);
const anyOrder = fc.boolean().map((stop) => order(stop ? { type: 'STOP', trigger: 99 } : { limit: 100 }));
const anyChanges = fc.array(anyChange, { maxLength: 25 });

/** Long histories: an end is rare, so that much is modified and executed before it. */
const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.record({
    act: fc.noBias(fc.nat(99)).map((n): Act['act'] => {
      if (n < 35) return 'trade';
      if (n < 55) return 'ask';
      if (n < 78) return 'yes';
      if (n < 88) return 'no';
      if (n < 95) return 'wake';
      return n < 98 ? 'cancel' : 'end';
    }),
    amount: fc.integer({ min: 1, max: 40 }),
  }),
  { minLength: 5, maxLength: 60 },
);

describe('lifeAfter, whatever is told', () => {
  it('keeps count: filled, cancelled and open units are the quantity, none below zero, nothing booked twice', () => {
    fc.assert(
      fc.property(anyOrder, anyChanges, (of, changes) => {
        let life = lifeOf(of);
        let booked = 0;
        for (const change of changes) {
          const before = life.order;
          const [after, told] = lifeAfter(life, change);
          life = after;
          const { order: now } = life;
          if (E.isLeft(told)) expect(now).to.equal(before);
          else booked += told.right?.quantity ?? 0;
          expect(now.filled).to.equal(booked).and.to.be.at.least(before.filled);
          expect(now.filledValue).to.be.at.least(before.filledValue);
          expect(now.filled).to.be.within(0, now.quantity);
          expect(Math.min(openUnitsOf(now), cancelledUnitsOf(now))).to.equal(0);
          const whole = Math.max(now.quantity, now.asked?.quantity ?? 0);
          expect(now.filled + openUnitsOf(now) + cancelledUnitsOf(now)).to.equal(whole);
          const isMoreAsked = (life.asked?.quantity ?? 0) > now.filled;
          expect(now.state === 'Filled').to.equal(now.filled === now.quantity && !isMoreAsked);
          expect(isFinal(now.state) || !isFinal(before.state)).to.equal(true);
        }
      }),
    );
  });

  it('changes nothing of an order that has ended but what was executed, and to `Filled` by that alone', () => {
    fc.assert(
      fc.property(anyOrder, anyChanges, anyChange, (of, changes, last) => {
        const life = livedThrough(of, changes);
        fc.pre(isFinal(life.order.state));
        const [after, told] = lifeAfter(life, last);

        if (E.isLeft(told)) expect(after.order).to.equal(life.order);
        else {
          expect(told.right?.quantity).to.equal(after.order.filled - life.order.filled);
          expect(['Filled', life.order.state]).to.include(after.order.state);
        }
      }),
    );
  });

  it('told twice is told once', () => {
    fc.assert(
      fc.property(anyOrder, anyChanges, anyChange, (of, changes, last) => {
        const once = lifeAfter(livedThrough(of, changes), last)[0];

        expect(lifeAfter(once, last)[0].order).to.deep.equal(once.order);
      }),
    );
  });
});

describe('lifeAfter, of a true history', () => {
  const tellings: readonly Telling[] = ['executions', 'numbered', 'totals', 'both'];
  for (const telling of tellings)
    it(`ends in the same order however late and often it is told: ${telling}`, () => {
      fc.assert(
        fc.property(fc.boolean(), acts, fc.infiniteStream(fc.noBias(fc.nat(999))), (stop, did, dice) => {
          const { of, happened } = historyOf(stop, telling, did);
          const straight = livedThrough(
            of,
            happened.map(({ change }) => change),
          ).order;
          const late = livedThrough(
            of,
            toldLate(happened, () => dice.next().value / 1000),
          ).order;

          expect(late.state).to.equal(straight.state);
          expect(late.filled).to.equal(straight.filled);
          expect(late.filledValue).to.equal(straight.filledValue);
          // an end that overtakes the answer to a modification leaves the terms as they were
          if (!isFinal(straight.state)) expect(late).to.deep.equal(straight);
        }),
        { numRuns: 500 },
      );
    });

  it('expects every word of it, told straight', () => {
    fc.assert(
      fc.property(fc.boolean(), acts, (stop, did) => {
        const { of, happened } = historyOf(stop, 'numbered', did);
        let life = lifeOf(of);
        for (const { change } of happened) {
          const [after, told] = lifeAfter(life, change);
          expect(told).to.satisfy(E.isRight);
          life = after;
        }
      }),
    );
  });
});

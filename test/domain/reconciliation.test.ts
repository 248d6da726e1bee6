import { expect } from 'chai';
import fc from 'fast-check';
import type { OrderChange } from '../../src/domain/order-change.js';
import { lifeAfter, lifeOf, type OrderLife } from '../../src/domain/order-life.js';
import type { OrderReport } from '../../src/domain/order-report.js';
import { filledPriceOf, isFinal } from '../../src/domain/order.js';
import {
  type BrokerBooks,
  type Difference,
  type OurOrder,
  reconcile,
} from '../../src/domain/reconciliation.js';
import { sessionDayOf } from '../../src/domain/session.js';
import { DAY_MS, epochMs } from '../../src/domain/time.js';
import { BOOKING } from '../support/booking.js';
import type { Loose } from '../support/loose.js';
import { order } from '../support/order.js';
import { filled, filledTo, terms } from '../support/order-change.js';
import { orderReport } from '../support/order-report.js';

/** Executions that truly happened; a part of them was told, a part is missing in the trade book. */
interface Truth {
  readonly fills: readonly number[];
  readonly hidden: number;
  readonly told: readonly boolean[];
  /** So many of them were told as a total. */
  readonly inTotal: number;
  /** Units that are open, less one. */
  readonly spare: number;
  readonly status: string;
}

const NUMBER = '26010500000001';
const DAY = sessionDayOf(epochMs(0));

const life = (...changes: readonly OrderChange[]): OrderLife => lived(lifeOf(order({ limit: 100 })), changes);
const lived = (before: OrderLife, changes: readonly OrderChange[]): OrderLife =>
  changes.reduce((one, change) => lifeAfter(one, change)[0], before);

const ours = (of: OrderLife, facts: Partial<OurOrder> = {}): OurOrder => ({
  ...{ life: of, remarks: 'ours', number: NUMBER, isQuiet: true, isOver: true },
  ...facts,
});

const books = (orders: readonly Loose<OrderReport>[], trades: BrokerBooks['trades'] = []): BrokerBooks => ({
  orders: orders.map((facts) => orderReport({ number: NUMBER, ...facts })),
  trades,
  day: DAY,
});

const trade = (id: string, quantity: number, price = 100) => ({
  number: NUMBER,
  fill: { id, quantity, price, at: undefined },
});

const differences = (our: readonly OurOrder[], of: BrokerBooks): readonly Difference[] =>
  reconcile(our, of, BOOKING, (remarks) => remarks.startsWith('ours'));

const sumOf = (units: readonly number[]): number => units.reduce((sum, one) => sum + one, 0);

/** What is told, and the order after it. */
const told = (our: OurOrder, of: BrokerBooks) =>
  differences([our], of).map(({ kind, changes }) => {
    const { order: after } = lived(our.life, changes);
    const at = after.limit === undefined ? '' : ` at ${after.limit}`;
    return `${kind}: ${after.state}, ${after.filled} of ${after.quantity}${at}`;
  });

const OPEN = life({ kind: 'Opened' });
const LOST = life({ kind: 'Lost' });

describe('reconcile', () => {
  const cases: readonly (readonly [string, OurOrder, BrokerBooks, readonly string[]])[] = [
    ['nothing of an order that is the same', ours(OPEN), books([{}]), []],
    [
      'that it was executed, by the trade book',
      ours(OPEN),
      books([{ filled: 40, averagePrice: 99 }], [trade('1', 30, 99), trade('2', 10, 99)]),
      ['FilledAway: PartiallyFilled, 40 of 100 at 100'],
    ],
    [
      'only those executions that are not known',
      ours(life({ kind: 'Opened' }, filled('1', 30))),
      books([{ status: 'COMPLETE', filled: 100, averagePrice: 99 }], [trade('1', 30), trade('2', 70)]),
      ['FilledAway: Filled, 100 of 100 at 100'],
    ],
    [
      'by a total what the trade book has not got',
      ours(OPEN),
      books([{ filled: 40, averagePrice: 99 }], [trade('1', 30)]),
      ['FilledAway: PartiallyFilled, 40 of 100 at 100'],
    ],
    [
      'what is more than a total told of, though the trade book names all of it',
      ours(life({ kind: 'Opened' }, filledTo(30))),
      books([{ filled: 40, averagePrice: 100 }], [trade('1', 30), trade('2', 10)]),
      ['FilledAway: PartiallyFilled, 40 of 100 at 100'],
    ],
    [
      'nothing of terms that cannot be',
      ours(life({ kind: 'Opened' }, filled('1', 40))),
      books([{ quantity: 30, filled: 30, averagePrice: 100 }], [trade('1', 40)]),
      [],
    ],
    [
      'that it was cancelled there, with what it executed before',
      ours(OPEN),
      books([{ status: 'CANCELED', filled: 40, averagePrice: 100 }], [trade('1', 40)]),
      ['EndedThere: Cancelled, 40 of 100 at 100'],
    ],
    [
      'that it was rejected there',
      ours(LOST, { number: undefined }),
      books([{ status: 'REJECTED', reason: 'RED:Margin Shortfall' }]),
      ['EndedThere: Rejected, 0 of 100 at 100'],
    ],
    [
      'that a lost order rests there, by its client id',
      ours(LOST, { number: undefined }),
      books([{}]),
      ['OtherState: Open, 0 of 100 at 100'],
    ],
    [
      'other terms, those it had before too',
      ours(life({ kind: 'Opened' }, { kind: 'Modified', terms: terms(120, 98) })),
      books([{ quantity: 100, limit: 100 }]),
      ['OtherTerms: Open, 0 of 100 at 100'],
    ],
    [
      'more executed than it had: the terms first',
      ours(OPEN),
      books([{ status: 'COMPLETE', quantity: 140, filled: 140, averagePrice: 100 }], [trade('1', 140)]),
      ['FilledAway: Filled, 140 of 140 at 100'],
    ],
    [
      'that all it had is executed, and more is open: the terms first',
      ours(OPEN, { isQuiet: false }),
      books([{ quantity: 140, filled: 100, averagePrice: 100 }], [trade('1', 100)]),
      ['FilledAway: PartiallyFilled, 100 of 140 at 100'],
    ],
    [
      'that a modification took effect',
      ours(life({ kind: 'Opened' }, { kind: 'ModifyAsked', terms: terms(100, 98) })),
      books([{ limit: 98 }]),
      ['OtherTerms: Open, 0 of 100 at 98'],
    ],
    [
      'that neither modification nor cancellation did',
      ours(life({ kind: 'Opened' }, { kind: 'ModifyAsked', terms: terms(100, 98) }, { kind: 'CancelAsked' })),
      books([{}]),
      ['OtherState: Open, 0 of 100 at 100'],
    ],
    [
      'that an order is complete though more was asked for',
      ours(life({ kind: 'Opened' }, { kind: 'ModifyAsked', terms: terms(140, 100) }, filled('1', 100))),
      books([{ status: 'COMPLETE', filled: 100, averagePrice: 100 }], [trade('1', 100)]),
      ['OtherState: Filled, 100 of 100 at 100'],
    ],
    [
      'that one never came there',
      ours(LOST, { number: undefined }),
      books([]),
      ['UnknownThere: Rejected, 0 of 100 at 100'],
    ],
    ['that the broker has it no more', ours(OPEN), books([]), ['UnknownThere: Unknown, 0 of 100 at 100']],
    [
      'that its day is over',
      ours(OPEN),
      { ...books([]), day: sessionDayOf(epochMs(DAY_MS)) },
      ['UnknownThere: Expired, 0 of 100 at 100'],
    ],
    [
      'that it lives there',
      ours(life({ kind: 'Rejected' })),
      books([{}]),
      ['LivesThere: Rejected, 0 of 100 at 100'],
    ],
    [
      'that more of it was executed than it had, when it was complete here',
      ours(life({ kind: 'Opened' }, filled('1', 100))),
      books([{ status: 'COMPLETE', quantity: 140, filled: 140, averagePrice: 100 }], [trade('1', 140)]),
      ['LivesThere: Filled, 100 of 100 at 100'],
    ],
    [
      'an execution after its end',
      ours(life({ kind: 'Opened' }, { kind: 'Cancelled' })),
      books([{ status: 'CANCELED', filled: 40, averagePrice: 100 }], [trade('1', 40)]),
      ['FilledAway: Cancelled, 40 of 100 at 100'],
    ],
  ];
  for (const [what, our, of, expected] of cases)
    it(`tells ${what}`, () => {
      expect(told(our, of)).to.deep.equal(expected);
    });

  describe('concludes nothing from what the books may not show yet:', () => {
    for (const [what, our, of] of [
      [
        'an order whose call may still be carried out',
        ours(LOST, { number: undefined, isOver: false }),
        books([]),
      ],
      ['how an order rests of which something was just said', ours(LOST, { isQuiet: false }), books([{}])],
      [
        'a cancellation that is under way',
        ours(life({ kind: 'Opened' }, { kind: 'CancelAsked' }), { isQuiet: false }),
        books([{}]),
      ],
    ] as const)
      it(what, () => {
        expect(told(our, of)).to.deep.equal([]);
      });

    it('but believes an end and executions at once', () => {
      const of = books([{ status: 'CANCELED', filled: 1, averagePrice: 100 }], [trade('1', 1)]);

      expect(told(ours(OPEN, { isQuiet: false, isOver: false }), of)).to.deep.equal([
        'EndedThere: Cancelled, 1 of 100 at 100',
      ]);
    });
  });

  it('tells what is open there and none of ours, and takes it not over', () => {
    const of = books([
      { remarks: 'by hand' },
      { remarks: 'by hand', status: 'CANCELED' },
      { remarks: 'ours too', status: 'COMPLETE' },
    ]);

    expect(
      differences([], of).map(({ kind, changes, detail }) => [
        kind,
        changes,
        detail.includes('mark of this'),
      ]),
    ).to.deep.equal([
      ['UnknownHere', [], false],
      ['UnknownHere', [], true],
    ]);
  });

  describe('whatever was told of an order, and whatever is true of it,', () => {
    const change: fc.Arbitrary<OrderChange> = fc.oneof(
      fc
        .constantFrom('Accepted', 'Opened', 'CancelAsked', 'Lost', 'CancelRejected', 'ModifyRejected')
        .map((kind) => ({ kind })),
      fc.record({ n: fc.nat(3), quantity: fc.integer({ min: 10, max: 14 }) }).map(({ n, quantity }) => ({
        kind: n === 0 ? ('Modified' as const) : ('ModifyAsked' as const),
        terms: terms(quantity, 100),
      })),
    );
    const truth: fc.Arbitrary<Truth> = fc.record({
      fills: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
      hidden: fc.nat(3),
      told: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
      inTotal: fc.nat(2),
      spare: fc.nat(4),
      status: fc.constantFrom('OPEN', 'CANCELED', 'COMPLETE'),
    });

    /** What was told of the order, as `heard` has it, and what the broker's books say. */
    const scene = (
      changes: readonly OrderChange[],
      { fills, hidden, told: heard, inTotal, spare, status }: Truth,
    ) => {
      const total = sumOf(fills);
      const isComplete = status === 'COMPLETE' && total > 0;
      const quantity = isComplete ? total : total + 1 + spare;
      const row = {
        ...{ quantity, filled: total },
        status: status === 'COMPLETE' && !isComplete ? 'OPEN' : status,
        ...(total === 0 ? {} : { averagePrice: 100 }),
      };
      const trades = fills
        .slice(0, fills.length - Math.min(hidden, fills.length))
        .map((units, i) => trade(String(i), units));
      const before = lived(lifeOf(order({ limit: 100, quantity: 12 })), [
        ...changes,
        ...(inTotal === 0 ? [] : [filledTo(sumOf(fills.slice(0, inTotal)))]),
        ...fills.flatMap((units, i) => (heard[i] === true ? [filled(String(i), units)] : [])),
      ]);
      return { before, row, total, isComplete, of: books([row], trades) };
    };
    const after = (our: OurOrder, of: BrokerBooks): OrderLife =>
      lived(
        our.life,
        differences([our], of).flatMap((one) => one.changes),
      );

    it('makes it what it is at the broker, and finds nothing more', () => {
      fc.assert(
        fc.property(fc.array(change, { maxLength: 6 }), truth, (changes, facts) => {
          const { before, row, total, isComplete, of } = scene(changes, facts);
          const our = ours(before);
          const life = after(our, of);
          const { state, filled: units, quantity } = life.order;

          // an order that is complete here by what was told of it is not opened again: people are told of it
          fc.pre(before.order.state !== 'Filled' || (isComplete && total <= before.order.filled));
          expect({ state, filled: units, quantity }).to.deep.equal({
            state: isComplete
              ? 'Filled'
              : row.status === 'CANCELED'
                ? 'Cancelled'
                : total > 0
                  ? 'PartiallyFilled'
                  : 'Open',
            filled: total,
            quantity: row.quantity,
          });
          expect(filledPriceOf(life.order)).to.equal(total === 0 ? undefined : 100);
          expect(differences([{ ...our, life }], of)).to.deep.equal([]);
        }),
        { numRuns: 500 },
      );
    });

    it('never ends it while it is open there, and books what was executed, by books that may be behind', () => {
      fc.assert(
        fc.property(fc.array(change, { maxLength: 6 }), truth, (changes, facts) => {
          const { before, row, total, of } = scene(changes, facts);
          const { order: found } = after(ours(before, { isQuiet: false, isOver: false }), of);

          fc.pre(before.order.state !== 'Filled' && row.status === 'OPEN');
          expect(isFinal(found.state), found.state).to.equal(false);
          expect(found.filled).to.equal(total);
        }),
        { numRuns: 500 },
      );
    });
  });
});

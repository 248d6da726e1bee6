import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type { OrderChange } from '../../src/domain/order-change.js';
import { lifeAfter, lifeOf, type OrderLife } from '../../src/domain/order-life.js';
import type { OrderReport } from '../../src/domain/order-report.js';
import { changesOfReport, newsOf, termsIn } from '../../src/domain/report-changes.js';
import { BOOKING } from '../support/booking.js';
import type { Loose } from '../support/loose.js';
import { order } from '../support/order.js';
import { filled, terms } from '../support/order-change.js';
import { orderReport } from '../support/order-report.js';

const life = (changes: readonly OrderChange[] = [], facts: Parameters<typeof order>[0] = {}): OrderLife =>
  changes.reduce((before, change) => lifeAfter(before, change)[0], lifeOf(order({ limit: 100, ...facts })));

const told = (report: Loose<OrderReport>, of = life()): readonly string[] =>
  changesOfReport(of, orderReport(report), BOOKING).map((change) => {
    if (change.kind === 'Modified')
      return `Modified to ${change.terms.quantity} at ${change.terms.limit ?? '-'}`;
    if (change.kind !== 'Filled') return change.kind;
    const { id, quantity, price, total } = change.execution;
    return `Filled ${id}: ${quantity} at ${price}, ${total ?? '?'} in all`;
  });

const FILL = { id: '7', quantity: 40, price: 99.5, at: undefined };

describe('changesOfReport', () => {
  for (const [report, expected] of [
    [{ status: 'PENDING', cause: 'NewAck' }, ['Accepted']],
    [{ status: 'PENDING', cause: 'PendingNew' }, ['Accepted']],
    [{ status: 'OPEN', cause: 'New' }, ['Opened']],
    [{ status: 'TRIGGER_PENDING', cause: 'TriggerPending' }, ['TriggerPending']],
    [{ status: 'OPEN', cause: 'Triggered' }, ['Triggered']],
    [{ status: 'PENDING', cause: 'ModAck', limit: 98 }, []],
    [{ status: 'PENDING', cause: 'PendingReplace', limit: 98 }, []],
    [{ status: 'OPEN', cause: 'Replaced', limit: 98, quantity: 120 }, ['Modified to 120 at 98']],
    [{ status: 'OPEN', cause: 'ReplaceRejected' }, ['ModifyRejected']],
    [{ status: 'PENDING', cause: 'PendingCancel' }, []],
    [{ status: 'PENDING', cause: 'CanAck' }, []],
    [{ status: 'CANCELED', cause: 'Canceled' }, ['Cancelled']],
    [{ status: 'OPEN', cause: 'CancelRejected' }, ['CancelRejected']],
    [{ status: 'REJECTED', cause: 'Rejected' }, ['Rejected']],
    [{ status: 'OPEN', cause: 'Fill', filled: 40, fill: FILL }, ['Filled 7: 40 at 99.5, 40 in all']],
    [{ status: 'OPEN', cause: 'Fill', fill: FILL }, ['Filled 7: 40 at 99.5, ? in all']],
    [{ status: 'COMPLETE', cause: 'Fill', filled: 100, fill: FILL }, ['Filled 7: 40 at 99.5, 100 in all']],
    [{ status: 'PENDING', cause: 'Fill', filled: 40, fill: FILL }, ['Filled 7: 40 at 99.5, 40 in all']],
    [
      { status: 'COMPLETE', cause: 'Fill', quantity: 140, filled: 140, fill: FILL },
      ['Modified to 140 at 100', 'Filled 7: 40 at 99.5, 140 in all'],
    ],
    [
      { status: 'OPEN', cause: 'Fill', quantity: 140, filled: 100, fill: FILL },
      ['Modified to 140 at 100', 'Filled 7: 40 at 99.5, 100 in all'],
    ],
    [
      { status: 'OPEN', cause: 'Fill', quantity: 140, filled: 90, fill: FILL },
      ['Filled 7: 40 at 99.5, 90 in all'],
    ],
    [
      { status: 'COMPLETE', cause: 'Fill', quantity: 60, filled: 60, fill: FILL },
      ['Modified to 60 at 100', 'Filled 7: 40 at 99.5, 60 in all'],
    ],
    [{ status: 'CANCELED', cause: 'Canceled', quantity: 140 }, ['Modified to 140 at 100', 'Cancelled']],
    [{ status: 'INVALID_STATUS_TYPE', cause: 'New' }, []],
  ] as const)
    it(`of ${report.status} ${report.cause}${'fill' in report ? ' with an execution' : ''} are ${expected.join(', ') || 'none'}`, () => {
      expect(told(report)).to.deep.equal(expected);
    });

  const STOP = { type: 'STOP_LIMIT', trigger: 99, isTriggered: false } as const;
  const ASLEEP = life([{ kind: 'TriggerPending' }], STOP);
  const ASKED_ASLEEP = life(
    [{ kind: 'TriggerPending' }, { kind: 'ModifyAsked', terms: terms(100, 100, 98) }],
    STOP,
  );

  for (const [report, of, expected] of [
    [{ status: 'TRIGGER_PENDING', cause: 'TriggerPending' }, ASLEEP, ['TriggerPending']],
    [{ status: 'TRIGGER_PENDING', cause: 'TriggerPending' }, ASKED_ASLEEP, ['TriggerPending']],
    [
      { status: 'TRIGGER_PENDING', cause: 'TriggerPending', trigger: 98 },
      ASKED_ASLEEP,
      ['Modified to 100 at 100'],
    ],
    [{ status: 'TRIGGER_PENDING', cause: 'Replaced', trigger: 98 }, ASKED_ASLEEP, ['Modified to 100 at 100']],
    [{ status: 'TRIGGER_PENDING', cause: 'TriggerPending', trigger: 98 }, ASLEEP, ['Modified to 100 at 100']],
    [{ status: 'TRIGGER_PENDING', cause: 'ReplaceRejected' }, ASKED_ASLEEP, ['ModifyRejected']],
    [{ status: 'TRIGGER_PENDING', cause: 'CancelRejected' }, ASLEEP, ['CancelRejected']],
    [{ status: 'OPEN', cause: 'Replaced', limit: 98 }, ASLEEP, ['Modified to 100 at 98', 'Triggered']],
    [{ status: 'OPEN', cause: 'ReplaceRejected' }, ASKED_ASLEEP, ['ModifyRejected', 'Triggered']],
    [{ status: 'OPEN', cause: 'CancelRejected' }, ASLEEP, ['CancelRejected', 'Triggered']],
  ] as const)
    it(`of a stop that sleeps${of === ASLEEP ? '' : ', asked to have another trigger,'} by ${JSON.stringify(report)} are ${expected.join(', ')}`, () => {
      expect(told({ trigger: 99, ...report }, of)).to.deep.equal(expected);
    });

  it('never end an order of which the broker says that more is open', () => {
    fc.assert(
      fc.property(
        fc.record({ filled: fc.integer({ min: 1, max: 20 }), open: fc.integer({ min: 1, max: 20 }) }),
        fc.integer({ min: 1, max: 20 }),
        ({ filled: units, open }, quantity) => {
          const fill = { ...FILL, quantity: units };
          const report = orderReport({
            status: 'OPEN',
            cause: 'Fill',
            quantity: units + open,
            filled: units,
            fill,
          });
          const before = life([{ kind: 'Opened' }], { quantity });
          const after = changesOfReport(before, report, BOOKING).reduce(
            (one, change) => lifeAfter(one, change)[0],
            before,
          );

          expect(after.order).to.include({ state: 'PartiallyFilled', filled: units });
        },
      ),
    );
  });

  const ASKED = life([{ kind: 'Opened' }, { kind: 'ModifyAsked', terms: terms(120, 98) }]);

  it('answer other terms that were asked for by those with which the order ended', () => {
    const complete = { status: 'COMPLETE', cause: 'Fill' };

    expect(told({ ...complete, quantity: 100, filled: 100 }, ASKED)).to.deep.equal(['ModifyRejected']);
    expect(told({ ...complete, quantity: 120, filled: 120, limit: 98 }, ASKED)).to.deep.equal([
      'Modified to 120 at 98',
    ]);
  });

  it('leave nothing to be unexpected of an order whose other price was asked for too late', () => {
    const asked = life([{ kind: 'Opened' }, { kind: 'ModifyAsked', terms: terms(100, 98) }]);
    const complete = orderReport({ status: 'COMPLETE', filled: 100, fill: { ...FILL, quantity: 100 } });
    const changes = changesOfReport(asked, complete, BOOKING);

    expect(changes.map(({ kind }) => kind)).to.deep.equal(['ModifyRejected', 'Filled']);
    const unexpected = changes.reduce<readonly [OrderLife, number]>(
      ([one, count], change) => {
        const [next, what] = lifeAfter(one, change);
        return [next, count + (E.isLeft(what) ? 1 : 0)];
      },
      [asked, 0],
    );
    expect(unexpected[0].order.state).to.equal('Filled');
    expect(unexpected[1]).to.equal(0);
  });
});

describe('termsIn', () => {
  it('keeps the limit of an order whose report names none', () => {
    expect(termsIn(order({ limit: 100 }), orderReport({ limit: undefined }))).to.deep.equal(terms(100, 100));
  });

  it('leaves an order at market without a limit: what it was sent with protects it', () => {
    expect(termsIn(order(), orderReport({ limit: 101 }))).to.deep.equal(terms(100));
  });

  it('takes a price of the wire for the one that was sent', () => {
    const sent = 0.1 + 0.2; // is sent as 0.30

    expect(termsIn(order({ limit: sent }), orderReport({ limit: 0.3 })).limit).to.equal(sent);
  });
});

describe('newsOf', () => {
  it('leaves out what is known, and keeps what cannot be, for people to see', () => {
    const after = life([{ kind: 'Accepted' }, { kind: 'Opened' }, filled('1', 40)]);

    expect(newsOf(after, [{ kind: 'Accepted' }, filled('1', 40), { kind: 'Opened' }])).to.deep.equal([]);
    expect(newsOf(after, [filled('2', 60), { kind: 'Cancelled' }])).to.deep.equal([
      filled('2', 60),
      { kind: 'Cancelled' }, // late: it is complete
    ]);
  });
});

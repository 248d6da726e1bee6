import { expect } from 'chai';
import { NEVER, Subject } from 'rxjs';
import { journaledFirst } from '../../../src/adapter/journal/journaled-first.js';
import { recordedCommits } from '../../../src/adapter/journal/recorded-commits.js';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import type { BrokerAnswer, Sent } from '../../../src/port/broker.js';
import type { OrderJournal } from '../../../src/port/order-journal.js';
import { order } from '../../support/order.js';
import { at } from '../../operator/messages.js';

const sent = (kind: Sent['kind'], seq: number): Sent =>
  ({ kind, seq, at: at(0), cause: seq - 1, token: order().token, strategy: 's', order: order() }) as Sent;

/** A broker behind a journal, and all that happened, in order. */
const brokerOn = (journal: OrderJournal) => {
  const happened: string[] = [];
  const clock = new ReplayScheduler(at(0));
  const broker = journaledFirst(
    () => ({
      answer$: new Subject<BrokerAnswer>(),
      send: ({ kind, seq }) => happened.push(`sent ${kind} ${seq}`),
      show: () => undefined,
      keepBack: (_, why) => happened.push(`kept back: ${why}`),
    }),
    {
      commit: (one) => {
        happened.push(`committing ${one.seq}`);
        journal.commit(one);
      },
    },
    ({ seq }, reason) => happened.push(`told ${seq}: ${reason}`),
  )(clock, NEVER);
  broker.answer$.subscribe(({ cause, orderId, change, reason }) =>
    happened.push(`${orderId} ${change.kind} for ${cause}: ${reason ?? ''}`),
  );
  return { broker, clock, happened };
};

const BEHIND = 'not sent, since it could not be journaled';

describe('journaledFirst', () => {
  it('sends an order, and other terms for one, only when the journal has it', () => {
    const { broker, happened } = brokerOn({ commit: () => undefined });

    broker.send(sent('OrderSent', 3));
    broker.send(sent('ModifySent', 6));

    expect(happened).to.deep.equal(['committing 3', 'sent OrderSent 3', 'committing 6', 'sent ModifySent 6']);
  });

  it('answers what the journal does not take as rejected, by the clock, and tells of each', () => {
    const { broker, clock, happened } = brokerOn(
      recordedCommits(new Map([3, 6, 12].map((seq) => [seq, 'full']))),
    );

    for (const seq of [3, 6, 9, 12]) broker.send(sent(seq === 6 ? 'ModifySent' : 'OrderSent', seq));
    const atOnce = happened.splice(0);
    clock.advanceTo(at(1));

    expect(atOnce).to.deep.equal([
      'committing 3', 'told 3: full', 'committing 6', 'told 6: full', 'committing 9', 'sent OrderSent 9', 'committing 12', 'told 12: full',
    ]); // prettier-ignore
    expect(happened).to.deep.equal([
      `${order().id} Rejected for 3: ${BEHIND}: full`,
      `${order().id} ModifyRejected for 6: ${BEHIND}: full`,
      `${order().id} Rejected for 12: ${BEHIND}: full`,
    ]);
  });

  it('has the broker keep back what has not gone out', () => {
    const { broker, happened } = brokerOn({ commit: () => undefined });

    broker.keepBack?.(() => true, 'halt');

    expect(happened).to.deep.equal(['kept back: halt']);
  });

  it('lets a cancellation out whatever the journal says', () => {
    const { broker, happened } = brokerOn(recordedCommits(new Map([[3, 'full']])));

    broker.send(sent('CancelSent', 3));

    expect(happened).to.deep.equal(['sent CancelSent 3']);
  });
});

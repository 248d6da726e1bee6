import { expect } from 'chai';
import { noBroker } from '../../../src/adapter/live/no-broker.js';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import type { ApprovedOrder } from '../../../src/domain/approval.js';
import type { CancelSent, OrderSent } from '../../../src/domain/entry.js';
import type { BrokerAnswer } from '../../../src/port/broker.js';
import { at } from '../../operator/messages.js';
import { order } from '../../support/order.js';

const sent = (kind: 'OrderSent' | 'CancelSent', seq: number): OrderSent | CancelSent => {
  const of = order({ strategy: 'alpha' }) as ApprovedOrder;
  return { kind, seq, at: at(0), cause: seq - 1, token: of.token, strategy: 'alpha', order: of };
};

const running = () => {
  const clock = new ReplayScheduler(at(0));
  const broker = noBroker(clock);
  const answers: BrokerAnswer[] = [];
  broker.answer$.subscribe((answer) => answers.push(answer));
  return { clock, broker, answers };
};

describe('noBroker', () => {
  it('answers an order, by the clock, that it is rejected, and why', () => {
    const { clock, broker, answers } = running();

    broker.send(sent('OrderSent', 7));
    const within = answers.length;
    clock.advanceTo(at(0));

    expect(within).to.equal(0);
    expect(answers).to.have.length(1);
    expect(answers[0]).to.deep.include({ cause: 7, strategy: 'alpha' });
    expect(answers[0]?.change).to.deep.equal({ kind: 'Rejected' });
    expect(answers[0]?.reason).to.match(/routes no orders/);
  });

  it('answers a cancellation with nothing: its order has been told to be rejected', () => {
    const { clock, broker, answers } = running();

    broker.send(sent('OrderSent', 7));
    broker.send(sent('CancelSent', 9));
    clock.advanceTo(at(1_000));

    expect(answers.map(({ change }) => change.kind)).to.deep.equal(['Rejected']);
  });
});

import { expect } from 'chai';
import { type Quantity, rupees } from '../../src/domain/money.js';
import {
  cancelledUnitsOf,
  filledPriceOf,
  isFinal,
  leavesOf,
  openUnitsOf,
  type OrderState,
  orderIdOf,
  withState,
} from '../../src/domain/order.js';
import { ACC } from '../support/instrument.js';
import { order } from '../support/order.js';

describe('orderIdOf', () => {
  it('names strategy, token and number', () => {
    expect(orderIdOf('momentum', ACC, 3)).to.equal('momentum:NSE|22:3');
  });
});

describe('isFinal', () => {
  const states: Readonly<Record<OrderState, boolean>> = {
    InFlight: false,
    Accepted: false,
    TriggerPending: false,
    Open: false,
    PartiallyFilled: false,
    CancelInFlight: false,
    ModifyInFlight: false,
    Unknown: false,
    Filled: true,
    Cancelled: true,
    Expired: true,
    Rejected: true,
    Refused: true,
  };
  for (const [state, final] of Object.entries(states))
    it(`is ${final} for ${state}`, () => {
      expect(isFinal(state as OrderState)).to.equal(final);
    });
});

describe('leavesOf', () => {
  it('is what is still to come, by its sign', () => {
    expect(leavesOf(order({ side: 'BUY', quantity: 100, filled: 40 }))).to.equal(60);
    expect(leavesOf(order({ side: 'SELL', quantity: 100, filled: 40 }))).to.equal(-60);
    expect(leavesOf(order({ side: 'BUY', quantity: 100, filled: 100 }))).to.equal(0);
  });
});

describe('openUnitsOf and cancelledUnitsOf', () => {
  const asked = { quantity: 150 as Quantity, limit: undefined, trigger: undefined };
  for (const [name, facts, open, cancelled] of [
    ['of an open order', { state: 'PartiallyFilled', filled: 40 }, 60, 0],
    ['of one that is to have more', { state: 'ModifyInFlight', filled: 40, asked }, 110, 0],
    ['of one that is to have less', { filled: 40, asked: { ...asked, quantity: 50 as Quantity } }, 60, 0],
    ['of a cancelled one', { state: 'Cancelled', filled: 40 }, 0, 60],
    ['of a filled one', { state: 'Filled', filled: 100 }, 0, 0],
  ] as const)
    it(name, () => {
      const of = order({ quantity: 100, ...facts });

      expect([openUnitsOf(of), cancelledUnitsOf(of)]).to.deep.equal([open, cancelled]);
    });
});

describe('filledPriceOf', () => {
  it('is the average of what was executed, once something was', () => {
    expect(filledPriceOf(order())).to.equal(undefined);
    expect(filledPriceOf(order({ filled: 4, filledValue: rupees(402) }))).to.equal(100.5);
  });
});

describe('withState', () => {
  const before = Object.freeze(order({ side: 'SELL', limit: 101, quantity: 70, filled: 20, decidedAt: 9 }));

  it('changes the state and nothing else', () => {
    expect(withState(before, 'Open')).to.deep.equal({ ...before, state: 'Open' });
  });

  it('changes what was executed where it is told', () => {
    expect(withState(before, 'Filled', 70)).to.deep.equal({ ...before, state: 'Filled', filled: 70 });
  });
});

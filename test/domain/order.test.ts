import { expect } from 'chai';
import { isFinal, leavesOf, type OrderState, orderIdOf, withState } from '../../src/domain/order.js';
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

describe('withState', () => {
  const before = Object.freeze(order({ side: 'SELL', limit: 101, quantity: 70, filled: 20, decidedAt: 9 }));

  it('changes the state and nothing else', () => {
    expect(withState(before, 'Open')).to.deep.equal({ ...before, state: 'Open' });
  });

  it('changes what was executed where it is told', () => {
    expect(withState(before, 'Filled', 70)).to.deep.equal({ ...before, state: 'Filled', filled: 70 });
  });
});

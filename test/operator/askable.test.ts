import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import type { Decision } from '../../src/domain/entry.js';
import { cancel, market, modify } from '../../src/domain/intent.js';
import type { Order, OrderState } from '../../src/domain/order.js';
import { askable } from '../../src/operator/askable.js';
import { ACC } from '../support/instrument.js';
import { order } from '../support/order.js';
import { ticked } from './events.js';

const { id } = order();
const INTENTS = { Submit: market('BUY', 100), Modify: modify(id, { quantity: 150 }), Cancel: cancel(id) };

const answer = (kind: keyof typeof INTENTS, of: Order | undefined, more: Partial<Decision> = {}): string => {
  const decision: Decision = {
    kind: 'Decision',
    seq: 2,
    at: 0 as Decision['at'],
    cause: 1,
    token: ACC,
    strategy: 'test',
    intent: INTENTS[kind],
    orderId: id,
    order: of,
    event: ticked(1, ACC),
    state: undefined,
    ...more,
  };
  const asked = askable(decision);
  return E.isRight(asked) ? 'yes' : asked.left.message;
};

describe('askable', () => {
  const yes: Readonly<Partial<Record<OrderState, readonly string[]>>> = {
    InFlight: ['Modify', 'Cancel'],
    Accepted: ['Modify', 'Cancel'],
    TriggerPending: ['Modify', 'Cancel'],
    Open: ['Modify', 'Cancel'],
    PartiallyFilled: ['Modify', 'Cancel'],
    ModifyInFlight: ['Cancel'],
    CancelInFlight: [],
    Unknown: ['Cancel'],
  };
  for (const [state, asked] of Object.entries(yes))
    it(`is, of an order that is ${state}: ${asked.join(', ') || 'nothing'}`, () => {
      const of = order({ state: state as OrderState, filled: 40 });

      expect((['Modify', 'Cancel'] as const).filter((kind) => answer(kind, of) === 'yes')).to.deep.equal(
        asked,
      );
    });

  it('is its end, again, where a command is obeyed', () => {
    expect(answer('Cancel', order({ state: 'CancelInFlight' }), { obeys: 'flatten' })).to.equal('yes');
  });

  it('is a new order', () => {
    expect(answer('Submit', order())).to.equal('yes');
  });

  it('says why not', () => {
    expect(answer('Cancel', undefined)).to.equal(`${id} is no open order of this strategy`);
    expect(answer('Cancel', order({ state: 'CancelInFlight' }))).to.equal(`${id} is being cancelled`);
    expect(answer('Modify', order({ state: 'ModifyInFlight' }))).to.equal(`${id} is being modified`);
    expect(answer('Modify', order({ state: 'Unknown' }))).to.equal(`nobody has told what became of ${id}`);
    expect(answer('Modify', order({ state: 'PartiallyFilled', quantity: 40, filled: 40 }))).to.equal(
      `40 units of ${id} are executed, 40 in all leaves none to trade`,
    );
  });
});

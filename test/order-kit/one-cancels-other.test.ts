import { expect } from 'chai';
import { limit, stop } from '../../src/domain/intent.js';
import {
  areBothOver,
  type OneCancelsOther,
  oneCancelsOther,
  oneCancelsOtherStep,
} from '../../src/order-kit/one-cancels-other.js';
import { Desk } from './desk.js';

const placed = (): Desk<OneCancelsOther> => {
  const one = new Desk(
    oneCancelsOther('o', stop('BUY', 100, 102), limit('BUY', 100, 98)),
    oneCancelsOtherStep,
  );
  one.tick(100);
  one.answerAll();
  return one;
};

describe('oneCancelsOtherStep', () => {
  it('places both', () => {
    expect(placed().orders).to.deep.equal({
      'o/first#1': 'BUY 100 102 TriggerPending',
      'o/second#1': 'BUY 100 98 Open',
    });
  });

  it('cancels the other at the first execution of one, which goes on', () => {
    const one = placed();
    one.trade('o/second#1', 30);
    one.answerAll();
    expect(one.orders).to.deep.equal({ 'o/second#1': 'BUY 70 98 PartiallyFilled' });
    one.trade('o/second#1');

    expect([one.state.winner, one.state.raced, areBothOver(one.state), one.position]).to.deep.equal([
      1,
      0,
      true,
      100,
    ]);
  });

  it('tells what the other traded before its cancellation reached it', () => {
    const one = placed();
    one.trade('o/first#1');
    one.trade('o/second#1', 60);
    one.answerAll();

    expect([one.state.winner, one.state.raced, areBothOver(one.state), one.position]).to.deep.equal([
      0,
      60,
      true,
      160,
    ]);
  });

  it('goes on with one where the other is refused, and does not place it again', () => {
    const one = placed();
    one.happens('o/first#1', 'Rejected');
    one.tick(97);
    expect(Object.keys(one.orders)).to.deep.equal(['o/second#1']);
    one.happens('o/second#1', 'Expired');
    one.tick(97);

    expect([areBothOver(one.state), one.asks.length]).to.deep.equal([true, 0]);
  });
});

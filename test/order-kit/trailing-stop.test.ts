import { expect } from 'chai';
import { points } from '../../src/order-kit/trail.js';
import { type TrailingStop, trailingStop, trailingStopStep } from '../../src/order-kit/trailing-stop.js';
import { Desk } from './desk.js';

const desk = (): Desk<TrailingStop> => new Desk(trailingStop('t', 'SELL', 100, points(2)), trailingStopStep);

describe('trailingStopStep', () => {
  it('places the stop at the first price, and moves it only towards the price', () => {
    const one = desk();
    for (const last of [100, 101, 99.5, 103]) {
      one.tick(last);
      one.answerAll();
    }

    expect(one.wished).to.deep.equal([
      't#1: SELL 100 STOP',
      't#1: Modify {"quantity":100,"trigger":99}',
      't#1: Modify {"quantity":100,"trigger":101}',
    ]);
  });

  it('waits for the answer to a move, and moves then to where the price has gone', () => {
    const one = desk();
    one.tick(100);
    one.answerAll();
    for (const last of [101, 102, 103]) one.tick(last);
    expect(one.wished).to.have.length(2);
    one.answerAll();

    expect(one.orders).to.deep.equal({ 't#1': 'SELL 100 101 TriggerPending' });
  });

  it('is done when all of it has traded', () => {
    const one = desk();
    one.tick(100);
    one.answerAll();
    one.trade('t#1', 40);
    one.trade('t#1');
    one.tick(90);

    expect(one.state.leg.filled).to.equal(100);
    expect(one.asks).to.deep.equal([]);
  });

  it('stands still when it is taken by somebody else', () => {
    const one = desk();
    one.tick(100);
    one.answerAll();
    one.happens('t#1', 'Cancelled');
    one.tick(110);

    expect([one.state.leg.phase, one.asks.length]).to.deep.equal(['Taken', 0]);
  });
});

import { expect } from 'chai';
import type { Quantity } from '../../src/domain/money.js';
import { openingRange, type OpeningRange } from '../../strategies/opening-range.js';
import { Desk } from '../order-kit/desk.js';
import { ist } from '../support/ist.js';

const config = { minutes: 15, reward: 2, quantity: 100 as Quantity };

/** Told a day of prices, by the time of the day; every order is taken at once. */
const traded = (day: string, prices: readonly (readonly [time: string, last: number])[], one = desk()) => {
  for (const [time, last] of prices) {
    one.tick(last, ist(`${day}T${time}`));
    one.answerAll();
  }
  return one;
};
const desk = (): Desk<OpeningRange> =>
  new Desk(openingRange.start(config), (state, event, context) =>
    openingRange.step(state, event, context, config),
  );

const RANGE = [
  ['09:15:00', 100],
  ['09:20:00', 102],
  ['09:29:59', 99],
] as const;

describe('openingRange', () => {
  it('waits for the range to be whole, and then to buy above it', () => {
    expect(traded('2026-01-05', RANGE).orders).to.deep.equal({});

    const { orders } = traded('2026-01-05', [...RANGE, ['09:30:00', 101]]);
    expect(Object.values(orders)).to.deep.equal(['BUY 100 102.05 TriggerPending']); // a tick above 102
  });

  it('takes its loss a tick below the range, and its profit at twice the risk', () => {
    const one = traded('2026-01-05', [...RANGE, ['09:30:00', 101]]);
    one.trade(Object.keys(one.orders)[0] ?? '');
    one.answerAll();

    expect(Object.values(one.orders)).to.deep.equal([
      'SELL 100 98.95 TriggerPending',
      'SELL 100 108.25 Open', // 102.05 + 2 * (102.05 - 98.95)
    ]);
  });

  it('waits where the price has left the range already, and wants one bracket a day', () => {
    const one = traded('2026-01-05', [...RANGE, ['09:30:00', 103], ['09:31:00', 98]]);
    expect(one.wished).to.deep.equal([]);

    traded('2026-01-05', [['09:32:00', 101], ['09:33:00', 101]], one); // prettier-ignore
    expect(one.wished).to.have.length(1);
  });

  it('begins anew on the next day', () => {
    const one = traded('2026-01-05', [...RANGE, ['09:30:00', 101]]);
    one.happens(Object.keys(one.orders)[0] ?? '', 'Expired');

    traded('2026-01-06', [['09:15:00', 200], ['09:30:00', 200]], one); // prettier-ignore

    expect(Object.values(one.orders)).to.deep.equal(['BUY 100 200.05 TriggerPending']);
  });
});

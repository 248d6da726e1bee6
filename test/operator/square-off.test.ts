import { expect } from 'chai';
import fc from 'fast-check';
import { loadSquareOffs } from '../../src/adapter/calendar/load-square-offs.js';
import { asProduct, limit, market } from '../../src/domain/intent.js';
import { tradingCalendar } from '../../src/domain/calendar.js';
import { rupees } from '../../src/domain/money.js';
import { squareOffTimes } from '../../src/domain/square-off.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/domain/time.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { maxOrderQuantity } from '../../src/risk/max-order-quantity.js';
import { maxOrdersPerDay } from '../../src/risk/max-orders-per-day.js';
import { ACC, CRUDE, INFY } from '../support/instrument.js';
import { Desk } from './desk.js';
import { desk, NONE, obeyed, passTo, refusals } from './square-off-desk.js';
import { told } from './told.js';

describe('the square-off', () => {
  it('cancels intraday orders and closes intraday positions at its time, of every strategy', () => {
    const one = desk();
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
    one.fill(one.submit('beta', INFY, market('SELL', 5)), 5);
    one.submit('alpha', INFY, limit('BUY', 7, 90));
    passTo(one, MINUTE_MS - 1_000);
    expect(obeyed(one)).to.deep.equal([]);

    passTo(one, MINUTE_MS);
    one.answerOldest(true);

    expect(obeyed(one)).to.have.members([
      'squareOff alpha NSE|1594: Cancel',
      'squareOff beta NSE|1594: BUY 5 INTRADAY',
    ]);
    one.fill([...one.live.keys()].find((id) => id.includes('close')) ?? ('' as never), 5); // longs wait for shorts
    expect(obeyed(one).at(-1)).to.equal('squareOff alpha NSE|22: SELL 10 INTRADAY');
  });

  it('leaves what is delivered alone, and refuses no order for it', () => {
    const one = desk();
    one.fill(one.submit('alpha', ACC, asProduct('DELIVERY', market('BUY', 10))), 10);
    one.submit('alpha', ACC, asProduct('DELIVERY', limit('SELL', 10, 110)));
    passTo(one, MINUTE_MS);
    one.submit('alpha', ACC, asProduct('DELIVERY', limit('BUY', 1, 90)));

    expect([obeyed(one), refusals(one)]).to.deep.equal([[], []]);
  });

  it('closes of both the part that was traded for the day', () => {
    const one = desk();
    one.fill(one.submit('alpha', ACC, asProduct('DELIVERY', market('BUY', 10))), 10);
    one.fill(one.submit('alpha', ACC, market('BUY', 4)), 4);
    passTo(one, MINUTE_MS);

    expect(obeyed(one)).to.deep.equal(['squareOff alpha NSE|22: SELL 4 INTRADAY']);
  });

  it('is done for a strategy that failed', () => {
    const one = desk();
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
    one.fail('alpha', ACC);
    passTo(one, MINUTE_MS);

    expect(obeyed(one)).to.deep.equal(['squareOff alpha NSE|22: SELL 10 INTRADAY']);
  });

  for (const mode of ['halt', 'exit-only', 'cancel'] as const)
    it(`is done while a kill switch to ${mode} is in force`, () => {
      const one = desk();
      one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
      one.command(mode);
      passTo(one, MINUTE_MS);

      expect(obeyed(one)).to.deep.equal(['squareOff alpha NSE|22: SELL 10 INTRADAY']);
      expect(one.live.size).to.equal(1);
    });

  it('is done under a halt by a rule on losses, and whatever the rules say', () => {
    const one = desk([maxDailyLoss(rupees(50)), maxOrderQuantity(10), maxOrdersPerDay(1)]);
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 6);
    one.fill([...one.live.keys()][0] ?? NONE, 4);
    one.tick(ACC, 90); // 100 rupees lost
    passTo(one, MINUTE_MS);

    expect(one.entries.some(({ kind }) => kind === 'Halted')).to.equal(true);
    expect(obeyed(one)).to.deep.equal(['squareOff alpha NSE|22: SELL 10 INTRADAY']);
    expect(one.live.size).to.equal(1);
  });

  it('leaves to a flattening what that closes, and makes no second order for it', () => {
    const one = desk();
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
    one.command('flatten');
    passTo(one, MINUTE_MS);

    expect(obeyed(one)).to.deep.equal(['flatten alpha NSE|22: SELL 10 INTRADAY']);
  });

  it('cancels open orders before it closes, and waits for that two seconds at most', () => {
    const one = desk();
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
    one.submit('alpha', ACC, limit('SELL', 10, 110));
    passTo(one, MINUTE_MS);
    passTo(one, MINUTE_MS + 1_000);
    expect(obeyed(one)).to.deep.equal(['squareOff alpha NSE|22: Cancel']);

    passTo(one, MINUTE_MS + 2_000);

    expect(obeyed(one)).to.deep.equal([
      'squareOff alpha NSE|22: Cancel',
      'squareOff alpha NSE|22: SELL 10 INTRADAY',
    ]);
  });

  it('cancels an order that is being modified', () => {
    const one = desk();
    one.modify(one.submit('alpha', ACC, limit('BUY', 10, 90)), { limit: 91 });
    passTo(one, MINUTE_MS);

    expect(obeyed(one)).to.deep.equal(['squareOff alpha NSE|22: Cancel']);
  });

  it('goes on until a closing order that trades in parts has traded all', () => {
    const one = desk();
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
    passTo(one, MINUTE_MS);
    const [first = NONE] = one.live.keys();
    one.fill(first, 4);
    expect(obeyed(one)).to.have.length(1);
    one.answer(first, { kind: 'Cancelled' }); // as an exchange does with what is left
    one.tick(ACC, 99);

    expect(obeyed(one).at(-1)).to.equal('squareOff alpha NSE|22: SELL 6 INTRADAY');
  });

  it('tries five times, tells what is left, and waits for the next session', () => {
    const one = desk();
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
    for (let second = 0; second < 20; second += 1) {
      passTo(one, MINUTE_MS + second * 1_000);
      for (const id of [...one.live.keys()]) one.answer(id, { kind: 'Rejected' }, 'no');
    }

    expect(obeyed(one)).to.have.length(5);
    expect(one.entries.filter(({ kind }) => kind === 'CloseFailed').map(told)).to.have.length(1);
  });

  it('waits while the log-in has expired, and is done with the connection', () => {
    const one = desk();
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
    one.submit('alpha', ACC, limit('SELL', 10, 110));
    one.feed('SessionExpired');
    passTo(one, MINUTE_MS);
    one.answerOldest(true);
    passTo(one, 2 * MINUTE_MS);
    expect(obeyed(one)).to.deep.equal(['squareOff alpha NSE|22: Cancel']);

    one.feed('Connection');

    expect(obeyed(one).at(-1)).to.equal('squareOff alpha NSE|22: SELL 10 INTRADAY');
  });

  it('is of each exchange at its own time', () => {
    const one = new Desk([], 1_000_000, squareOffTimes(tradingCalendar([]), loadSquareOffs())); // 15:15, and 23:35 in January
    for (const token of [ACC, CRUDE]) {
      one.tick(token, 100);
      one.fill(one.submit('alpha', token, market('BUY', 10)), 10);
    }
    passTo(one, 6 * HOUR_MS);
    expect(obeyed(one)).to.deep.equal(['squareOff alpha NSE|22: SELL 10 INTRADAY']);
    one.submit('alpha', ACC, market('BUY', 1));
    one.submit('beta', CRUDE, market('BUY', 1));
    expect(refusals(one)).to.deep.equal(['squareOff']);

    passTo(one, 14 * HOUR_MS + 20 * MINUTE_MS);

    expect(obeyed(one).slice(1)).to.have.members([
      'squareOff beta MCX|55: Cancel',
      'squareOff alpha MCX|55: SELL 10 INTRADAY',
    ]);
  });

  it('closes what an order that was under way trades after it', () => {
    const one = desk();
    const id = one.submit('alpha', ACC, limit('BUY', 10, 90));
    passTo(one, MINUTE_MS);
    one.fill(id, 3); // its cancellation is not answered yet
    one.answerOldest(true);

    expect(obeyed(one)).to.deep.equal([
      'squareOff alpha NSE|22: Cancel',
      'squareOff alpha NSE|22: SELL 3 INTRADAY',
    ]);
  });

  it('refuses new intraday orders and other terms after it, until the next session', () => {
    const one = desk();
    const id = one.submit('alpha', ACC, asProduct('DELIVERY', limit('BUY', 10, 90)));
    passTo(one, MINUTE_MS);
    one.submit('alpha', ACC, market('BUY', 1));
    one.modify(id, { quantity: 20 });
    expect(refusals(one)).to.deep.equal(['squareOff']);

    passTo(one, DAY_MS);
    one.submit('alpha', ACC, market('BUY', 1));
    expect(refusals(one)).to.deep.equal(['squareOff']);
  });

  it('leaves nothing of the day, whatever was ordered and whenever it traded', () => {
    const acts = fc.array(
      fc.record({
        strategy: fc.constantFrom('alpha', 'beta'),
        token: fc.constantFrom(ACC, INFY),
        side: fc.constantFrom('BUY' as const, 'SELL' as const),
        units: fc.integer({ min: 1, max: 20 }),
        fills: fc.integer({ min: 0, max: 20 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(acts, fc.nat(12), (did, when) => {
        const one = desk();
        did.forEach(({ strategy, token, side, units, fills }, i) => {
          if (i === when) passTo(one, MINUTE_MS);
          const id = one.submit(strategy, token, limit(side, units, 100));
          if (one.live.has(id) && fills > 0) one.fill(id, Math.min(fills, units));
        });
        passTo(one, MINUTE_MS + 1_000);
        for (let n = 0; n < 20; n += 1) {
          while (one.asked.length > 0) one.answerOldest(true);
          for (const [id, { quantity, filled }] of [...one.live]) one.fill(id, quantity - filled);
          one.second();
        }

        for (const strategy of ['alpha', 'beta'])
          for (const token of [ACC, INFY]) expect(one.held(strategy, token)).to.equal(0);
        expect(one.live.size).to.equal(0);
      }),
    );
  });
});

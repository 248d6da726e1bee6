import { expect } from 'chai';
import { tradingCalendar } from '../../src/domain/calendar.js';
import { asProduct, market } from '../../src/domain/intent.js';
import { sessionDayOf, timeOfDayOf } from '../../src/domain/session.js';
import { squareOffTimes } from '../../src/domain/square-off.js';
import { DAY_MS, epochMs, HOUR_MS, MINUTE_MS } from '../../src/domain/time.js';
import { ACC, INFY } from '../support/instrument.js';
import { Desk } from './desk.js';
import { OPEN } from './messages.js';
import { NONE, obeyed, passTo, refusals } from './square-off-desk.js';

/** The desk's first days are a Monday and a Tuesday, of ordinary hours. */
const NEXT_DAY = tradingCalendar([
  {
    exchanges: ['NSE'],
    from: sessionDayOf(epochMs(OPEN)),
    to: sessionDayOf(epochMs(OPEN + DAY_MS)),
    day: { kind: 'open', hours: [{ from: timeOfDayOf(epochMs(OPEN)), to: 15.5 * HOUR_MS }] },
  },
]);

describe('a square-off that left something', () => {
  /** Ten units held overnight, as the exchange took no order to close them; on the next day at its open. */
  const left = (): Desk => {
    const one = new Desk([], 1_000_000, squareOffTimes(NEXT_DAY, [], '09:20'));
    one.tick(ACC, 100);
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
    passTo(one, 5 * MINUTE_MS);
    for (const id of [...one.live.keys()]) one.answer(id, { kind: 'Rejected' });
    expect(obeyed(one)).to.have.length(1);
    return one;
  };

  it('is done on the next day from the open, once its token has a price', () => {
    const one = left();
    passTo(one, DAY_MS - 15 * MINUTE_MS);
    one.tick(ACC, 100); // before the open
    passTo(one, DAY_MS - 1_000);
    expect(obeyed(one)).to.have.length(1);

    passTo(one, DAY_MS);

    expect(obeyed(one).slice(1)).to.deep.equal(['squareOff alpha NSE|22: SELL 10 INTRADAY']);
  });

  it('is done of long positions after the short ones, or two seconds later', () => {
    const one = new Desk([], 1_000_000, squareOffTimes(NEXT_DAY, [], '09:20'));
    one.tick(ACC, 100);
    one.tick(INFY, 100);
    one.fill(one.submit('alpha', ACC, market('BUY', 10)), 10);
    one.fill(one.submit('alpha', INFY, market('SELL', 10)), 10);
    passTo(one, DAY_MS);
    one.tick(ACC, 100);
    one.tick(INFY, 100);
    one.second();
    one.second();
    expect(obeyed(one)).to.deep.equal(['squareOff alpha NSE|1594: BUY 10 INTRADAY']);

    one.second();

    expect(obeyed(one).slice(1)).to.deep.equal(['squareOff alpha NSE|22: SELL 10 INTRADAY']);
  });

  it('is not done at a price of the day before', () => {
    const one = left();
    passTo(one, DAY_MS + MINUTE_MS);
    expect(obeyed(one)).to.have.length(1);

    one.tick(ACC, 100);
    one.second();

    expect(obeyed(one)).to.have.length(2);
  });

  it('is done before that strategy orders anything else of it for the day', () => {
    const one = left();
    one.now = OPEN + DAY_MS;
    one.tick(ACC, 100);
    one.submit('alpha', ACC, market('SELL', 10));
    one.submit('alpha', ACC, asProduct('DELIVERY', market('BUY', 1)));
    one.submit('beta', ACC, market('BUY', 1));
    expect(one.entries.flatMap((entry) => (entry.kind === 'Refused' ? [entry.refusal] : []))).to.deep.equal([
      {
        rule: 'squareOff',
        limit: 0,
        actual: 10,
        unit: 'units',
        message: '10 intraday units of an earlier session are squared off first',
      },
    ]);

    one.second();
    one.fill([...one.live.keys()].find((id) => id.includes('close')) ?? NONE, 10);
    one.submit('alpha', ACC, market('BUY', 3));

    expect(refusals(one)).to.have.length(1);
  });

  it('is done at the usual time of a day whose open passed without a price', () => {
    const one = left();
    passTo(one, DAY_MS + 5 * MINUTE_MS);

    expect(obeyed(one).slice(1)).to.deep.equal(['squareOff alpha NSE|22: SELL 10 INTRADAY']);
  });
});

import { expect } from 'chai';
import type { TradingCalendar } from '../../src/domain/calendar.js';
import { CONSERVATIVE_FILLS } from '../../src/domain/fill-model.js';
import type { Order, OrderId } from '../../src/domain/order.js';
import { epochMs, HOUR_MS } from '../../src/domain/time.js';
import { MessageMark } from '../../src/domain/touchline.js';
import { noCharges } from '../../src/exchange/charges.js';
import { SimulatedExchange } from '../../src/exchange/exchange.js';
import { instrument } from '../support/instrument.js';
import { ist } from '../support/ist.js';
import type { Loose } from '../support/loose.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';
import { answerText } from './played.js';

const MORNING: TradingCalendar = {
  knows: () => true,
  sessionOf: () => ({ kind: 'open', hours: [{ from: 9.25 * HOUR_MS, to: 15.5 * HOUR_MS }] }),
  usualOpenOf: () => undefined,
};

/**
 * An exchange that trades from 09:15 to 15:30, with prices of bars of `marks`, 10,000 units traded with each unless
 * more are told; as on a tape, their counter begins anew each day.
 */
const dayBars = (marks: number) => {
  const exchange = new SimulatedExchange(
    { model: CONSERVATIVE_FILLS, charges: noCharges, calendar: MORNING },
    () => instrument(),
  );
  let volume = 0;
  let day = '';
  return {
    place: (at: string, terms: Loose<Order> = {}): readonly string[] =>
      exchange
        .place(order({ id: '1' as OrderId, quantity: 10, ...terms }), 0, epochMs(ist(at)))
        .map(answerText),
    price: (at: string, last: number, mark = 0, traded = 10_000): readonly string[] => {
      const today = at.slice(0, 10);
      volume = traded + (today === day ? volume : 0);
      day = today;
      return exchange.show(tick({ at: ist(at), last, volume, flags: marks | mark })).map(answerText);
    },
  };
};

describe('an order on bars of days', () => {
  const DAYS = MessageMark.Bar | MessageMark.DayBar;

  it('is taken and filled at whatever time of day the bars are played', () => {
    const { place, price } = dayBars(DAYS);
    price('2026-01-05T23:59:59.999', 100, MessageMark.BarEnd);

    expect(place('2026-01-06T00:00:00.150')).to.deep.equal(['1 Opened']);
    expect(price('2026-01-06T08:00:00', 101)).to.deep.equal(['1 Filled 10 @ 101.05']);
  });

  it('trades at the open, however much traded the day before', () => {
    for (const traded of [4_000, 10_000, 40_000]) {
      const { place, price } = dayBars(DAYS);
      price('2026-01-05T23:59:59.999', 100, MessageMark.BarEnd);
      place('2026-01-06T00:00:00.150', { quantity: 10_000 });

      expect(price('2026-01-07T00:00:00', 103, 0, traded)).to.deep.equal([
        `1 Filled ${traded / 40} @ 103.05`,
      ]);
    }
  });

  it('trades as a stop at the open that has jumped over it, not at what the day shows next', () => {
    const { place, price } = dayBars(DAYS);
    price('2026-01-05T23:59:59.999', 100, MessageMark.BarEnd);
    place('2026-01-06T00:00:00.150', { side: 'SELL', type: 'STOP', trigger: 96 });

    expect(price('2026-01-07T00:00:00', 92)).to.deep.equal(['1 Triggered', '1 Filled 10 @ 91.95']);
    expect(price('2026-01-07T08:00:00', 88)).to.deep.equal([]);
  });

  it('is good for the day of the next bar, over a weekend too, and no longer', () => {
    const { place, price } = dayBars(DAYS);
    price('2026-01-09T23:59:59.999', 100, MessageMark.BarEnd); // a Friday
    place('2026-01-10T00:00:00.150', { type: 'LIMIT', limit: 90 });

    expect(price('2026-01-12T00:00:00', 100)).to.deep.equal([]);
    expect(price('2026-01-12T23:59:59.999', 95, MessageMark.BarEnd)).to.deep.equal([]);
    expect(price('2026-01-13T00:00:00', 80)).to.deep.equal(['1 Expired: the day of its validity is over']);
  });

  it('is held to the hours on shorter bars', () => {
    const { place, price } = dayBars(MessageMark.Bar);
    price('2026-01-05T15:29:59.999', 100, MessageMark.BarEnd);

    expect(place('2026-01-05T15:30:00.150')).to.deep.equal([
      '1 Rejected: NSE|22: the market is closed: it trades 09:15-15:30',
    ]);
  });
});

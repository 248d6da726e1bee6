import { expect } from 'chai';
import { loadCalendar } from '../../../src/adapter/calendar/load-calendar.js';
import { loadFreezeQuantities } from '../../../src/adapter/exchange/load-freeze-quantities.js';
import type { TradingCalendar } from '../../../src/domain/calendar.js';
import { CONSERVATIVE_FILLS } from '../../../src/domain/fill-model.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import type { Order } from '../../../src/domain/order.js';
import type { Tick } from '../../../src/domain/tick.js';
import { noCharges } from '../../../src/exchange/charges.js';
import { SimulatedExchange } from '../../../src/exchange/exchange.js';
import { instrument } from '../../support/instrument.js';
import { ist } from '../../support/ist.js';
import type { Loose } from '../../support/loose.js';
import { order } from '../../support/order.js';
import { tick } from '../../support/tick.js';
import { answerText } from '../played.js';

interface Case {
  readonly at?: string;
  readonly facts?: Partial<Instrument>;
  readonly known?: Loose<Tick>;
  readonly terms?: Loose<Order>;
}

const FUTURE = {
  name: 'NFO:NIFTY27JAN26F',
  token: 'NFO|53001' as Instrument['token'],
  exchange: 'NFO',
  symbol: 'NIFTY',
  kind: 'FUTIDX',
  lotSize: 65,
  tickSize: 0.1,
  expiry: '2026-01-27',
};
const OPTION = {
  ...FUTURE,
  name: 'NFO:NIFTY27JAN26C26000',
  token: 'NFO|53002' as Instrument['token'],
  kind: 'OPTIDX',
  tickSize: 0.05,
  strike: 26_000,
  optionType: 'CE',
} as const;
const SENSEX = {
  ...FUTURE,
  name: 'BFO:SENSEX26JANFUT',
  token: 'BFO|1' as Instrument['token'],
  exchange: 'BFO',
  symbol: 'SENSEX',
  lotSize: 20,
  tickSize: 0.05,
  expiry: '2026-01-29',
};
const BUY_STOP = { type: 'STOP_LIMIT', side: 'BUY', isTriggered: false } as const;
const SELL_STOP = { type: 'STOP_LIMIT', side: 'SELL', isTriggered: false } as const;
const STOP = { type: 'STOP', limit: undefined } as const;

describe('the simulated exchange', () => {
  let calendar: TradingCalendar;
  before(async () => {
    calendar = await loadCalendar([]);
  });

  const answerTo = ({ at = '2026-01-05T12:00:00', facts = {}, known, terms = {} }: Case): string => {
    const one = instrument(facts);
    const exchange = new SimulatedExchange(
      { model: CONSERVATIVE_FILLS, charges: noCharges, calendar, freezes: loadFreezeQuantities() },
      () => one,
    );
    if (known !== undefined) exchange.show(tick({ token: one.token, at: ist(at), ...known }));
    return exchange
      .place(order({ token: one.token, limit: 100, ...terms }), 0, ist(at))
      .map(answerText)
      .join();
  };

  const table: Readonly<Record<string, readonly [taken: Case | undefined, refused: Case, reason: string]>> = {
    'an index': [
      undefined,
      { facts: { kind: 'INDEX', name: 'NSE:NIFTY' } },
      'NSE:NIFTY is an index: it cannot be traded',
    ],
    'an order before the open': [
      { at: '2026-01-05T09:15:00' },
      { at: '2026-01-05T09:14:59' },
      'NSE|22: the market is closed: it trades 09:15-15:30',
    ],
    'an order after the close': [
      { at: '2026-01-05T15:30:00' },
      { at: '2026-01-05T15:30:01' },
      'NSE|22: the market is closed: it trades 09:15-15:30',
    ],
    'an order on a holiday': [
      { at: '2026-01-27T12:00:00' },
      { at: '2026-01-26T12:00:00' },
      'NSE|22: the market is closed: a holiday, Republic Day',
    ],
    'an order on a Sunday, but for one of a budget': [
      { at: '2026-02-01T12:00:00' },
      { at: '2026-02-08T12:00:00' },
      'NSE|22: the market is closed: a weekend',
    ],
    'an order of an evening but on MCX': [
      { at: '2026-01-05T21:00:00', facts: { token: 'MCX|1' as Instrument['token'], exchange: 'MCX' } },
      { at: '2026-01-05T21:00:00' },
      'NSE|22: the market is closed: it trades 09:15-15:30',
    ],
    'a broken lot': [
      { facts: { lotSize: 25 }, terms: { quantity: 75 } },
      { facts: { lotSize: 25 }, terms: { quantity: 80 } },
      'quantity 80 is not whole lots of 25',
    ],
    'a slice of a broken lot': [
      { facts: { lotSize: 25 }, terms: { quantity: 75, disclosed: 25 } },
      { facts: { lotSize: 25 }, terms: { quantity: 75, disclosed: 30 } },
      'disclosed quantity 30 is not whole lots of 25',
    ],
    'more than the freeze quantity': [
      { facts: FUTURE, terms: { quantity: 1_755 } },
      { facts: FUTURE, terms: { quantity: 1_820 } },
      'quantity 1820 is above the freeze quantity of 1800: send it in parts',
    ],
    'more than the freeze quantity of its day': [
      {
        at: '2026-04-01T12:00:00',
        facts: { ...FUTURE, symbol: 'BANKNIFTY', lotSize: 30, expiry: '2026-07-28' },
        terms: { quantity: 900 },
      },
      {
        at: '2026-07-01T12:00:00',
        facts: { ...FUTURE, symbol: 'BANKNIFTY', lotSize: 30, expiry: '2026-07-28' },
        terms: { quantity: 630 },
      },
      'quantity 630 is above the freeze quantity of 600: send it in parts',
    ],
    'a limit off the grid': [
      { terms: { limit: 100.05 } },
      { terms: { limit: 100.02 } },
      'limit 100.02 is not on the grid of 0.05',
    ],
    'a trigger off the grid': [
      { terms: { ...STOP, trigger: 100.05 } },
      { terms: { ...STOP, trigger: 100.02 } },
      'trigger 100.02 is not on the grid of 0.05',
    ],
    'a limit outside a fifth of the previous close': [
      { known: { previousClose: 100 }, terms: { limit: 120 } },
      { known: { previousClose: 100 }, terms: { limit: 120.05 } },
      'limit 120.05 is outside the price band of 80 to 120',
    ],
    'a limit outside a tenth of a future’s previous close': [
      { facts: FUTURE, known: { previousClose: 26_000 }, terms: { quantity: 65, limit: 23_400 } },
      { facts: FUTURE, known: { previousClose: 26_000 }, terms: { quantity: 65, limit: 23_399.9 } },
      'limit 23399.9 is outside the price band of 23400 to 28600',
    ],
    'a limit outside the circuit limits, which go before': [
      {
        known: { previousClose: 100, depth: { lowerCircuit: 95, upperCircuit: 130 } as never },
        terms: { limit: 125 },
      },
      {
        known: { previousClose: 100, depth: { lowerCircuit: 95, upperCircuit: 130 } as never },
        terms: { limit: 90 },
      },
      'limit 90 is outside the price band of 95 to 130',
    ],
    'a buy stop that the last price has reached': [
      { known: { last: 100 }, terms: { ...STOP, trigger: 100.05 } },
      { known: { last: 100 }, terms: { ...STOP, trigger: 100 } },
      'trigger 100 is not above the last price 100',
    ],
    'a sell stop that the last price has reached': [
      { known: { last: 100 }, terms: { ...STOP, side: 'SELL', trigger: 99.95 } },
      { known: { last: 100 }, terms: { ...STOP, side: 'SELL', trigger: 100 } },
      'trigger 100 is not below the last price 100',
    ],
    'a limit on the wrong side of its trigger': [
      { known: { last: 90 }, terms: { type: 'STOP_LIMIT', trigger: 100, limit: 100 } },
      { known: { last: 90 }, terms: { type: 'STOP_LIMIT', trigger: 100, limit: 99.95 } },
      'limit 99.95 is not at or above the trigger 100',
    ],
    'a contract that has expired, from the day after on': [
      { at: '2026-01-27T15:29:00', facts: FUTURE, terms: { quantity: 65 } },
      { at: '2026-01-28T09:15:00', facts: FUTURE, terms: { quantity: 65 } },
      'NFO:NIFTY27JAN26F expired on 2026-01-27',
    ],
    'a limit further than 3 % from its trigger, of a share': [
      { terms: { ...SELL_STOP, trigger: 100, limit: 97 } },
      { terms: { ...SELL_STOP, trigger: 100, limit: 96.95 } },
      'limit 96.95 is further than 3 from the trigger 100',
    ],
    'a limit further than 1.50 from its trigger, of a share of up to 50': [
      { terms: { ...BUY_STOP, trigger: 0.7, limit: 2.2 } },
      { terms: { ...BUY_STOP, trigger: 40, limit: 41.55 } },
      'limit 41.55 is further than 1.5 from the trigger 40',
    ],
    'a limit further than 3 % from its trigger, of a future': [
      { facts: FUTURE, terms: { ...BUY_STOP, quantity: 65, trigger: 26_000, limit: 26_780 } },
      { facts: FUTURE, terms: { ...BUY_STOP, quantity: 65, trigger: 26_000, limit: 26_780.1 } },
      'limit 26780.1 is further than 780 from the trigger 26000',
    ],
    'a limit further than 10 from its trigger, of an option of up to 50': [
      { facts: OPTION, terms: { ...BUY_STOP, quantity: 65, trigger: 50, limit: 60 } },
      { facts: OPTION, terms: { ...BUY_STOP, quantity: 65, trigger: 50, limit: 60.05 } },
      'limit 60.05 is further than 10 from the trigger 50',
    ],
    'a limit further than 20 % from its trigger, of an option': [
      { facts: OPTION, terms: { ...SELL_STOP, quantity: 65, trigger: 50.05, limit: 40.05 } },
      { facts: OPTION, terms: { ...SELL_STOP, quantity: 65, trigger: 50.05, limit: 40 } },
      'limit 40 is further than 10.01 from the trigger 50.05',
    ],
    'a limit further than 2 % from its trigger, of an index future of BSE, from 2026-01-19 on': [
      {
        at: '2026-01-16T12:00:00',
        facts: SENSEX,
        terms: { ...BUY_STOP, quantity: 20, trigger: 85_000, limit: 86_700.05 },
      },
      {
        at: '2026-01-19T12:00:00',
        facts: SENSEX,
        terms: { ...BUY_STOP, quantity: 20, trigger: 85_000, limit: 86_700.05 },
      },
      'limit 86700.05 is further than 1700 from the trigger 85000',
    ],
    'a limit further than 200 from its trigger, of an index future of BSE of up to 10,000': [
      {
        at: '2026-01-19T12:00:00',
        facts: SENSEX,
        terms: { ...BUY_STOP, quantity: 20, trigger: 10_000, limit: 10_200 },
      },
      {
        at: '2026-01-19T12:00:00',
        facts: SENSEX,
        terms: { ...BUY_STOP, quantity: 20, trigger: 10_000, limit: 10_200.05 },
      },
      'limit 10200.05 is further than 200 from the trigger 10000',
    ],
  };
  for (const [name, [taken, refused, reason]] of Object.entries(table))
    it(`rejects ${name}`, () => {
      if (taken !== undefined) expect(answerTo(taken)).to.match(/ (Opened|TriggerPending)$/);
      expect(answerTo(refused)).to.contain(` Rejected: ${reason}`);
    });

  it('takes what it knows nothing against: no master, no calendar, no close', () => {
    const exchange = new SimulatedExchange(
      { model: CONSERVATIVE_FILLS, charges: noCharges, calendar, freezes: loadFreezeQuantities() },
      () => undefined,
    );

    const placed = (token: string, at: string): string =>
      exchange
        .place(order({ token: token as Instrument['token'], limit: 1.234 }), 0, ist(at))
        .map(answerText)
        .join();
    expect(placed('NSE|22', '2031-01-06T03:00:00')).to.match(/Opened$/);
    expect(placed('BINANCE|BTCUSDT', '2026-01-04T03:00:00'), 'a Sunday').to.match(/Opened$/);
  });

  it('rejects a modification by the same rules, and one to what is executed already; the order stays', () => {
    const exchange = new SimulatedExchange(
      { model: CONSERVATIVE_FILLS, charges: noCharges, calendar, freezes: loadFreezeQuantities() },
      () => instrument(),
    );
    const at = ist('2026-01-05T12:00:00');
    const one = order({ limit: 100, quantity: 100 });
    exchange.place(one, 0, at);
    exchange.show(tick({ at, bid: 99, ask: 100, bidQuantity: 10, askQuantity: 60, last: 100 }));
    const modified = (terms: Loose<Order>): string =>
      exchange
        .modify({ ...one, ...terms } as Order, 0, at)
        .map(answerText)
        .join();

    expect(modified({ limit: 99.99 })).to.match(/ModifyRejected: limit 99.99 is not on the grid of 0.05$/);
    expect(modified({ quantity: 30 })).to.match(/ModifyRejected: quantity 30 is not above the 30 executed$/);
    expect(modified({ quantity: 40 })).to.match(/Modified$/);
  });

  it('does not hold a stop that has woken against its range any more', () => {
    const exchange = new SimulatedExchange(
      { model: CONSERVATIVE_FILLS, charges: noCharges, calendar, freezes: loadFreezeQuantities() },
      () => instrument(),
    );
    const at = ist('2026-01-05T12:00:00');
    const one = order({ ...BUY_STOP, trigger: 100, limit: 100 });
    exchange.place(one, 0, at);
    const modified = (limit: number): string =>
      exchange
        .modify({ ...one, limit } as Order, 0, at)
        .map(answerText)
        .join();

    expect(modified(104)).to.match(/ModifyRejected: limit 104 is further than 3 from the trigger 100$/);
    exchange.show(tick({ at, last: 100, bid: 109, ask: 110, bidQuantity: 9, askQuantity: 9 }));
    expect(modified(104)).to.match(/Modified$/);
  });

  it('matches nothing outside the continuous session', () => {
    const exchange = new SimulatedExchange(
      { model: CONSERVATIVE_FILLS, charges: noCharges, calendar, freezes: loadFreezeQuantities() },
      () => instrument(),
    );
    exchange.place(order({ limit: 100 }), 0, ist('2026-01-05T15:29:00'));
    const late = tick({
      at: ist('2026-01-05T15:45:00'),
      bid: 98,
      ask: 99,
      bidQuantity: 900,
      askQuantity: 900,
    });

    expect(exchange.show(late)).to.deep.equal([]);
  });
});

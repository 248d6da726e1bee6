import { expect } from 'chai';
import { orderStoryText } from '../../src/adapter/console/order-story-text.js';
import type { Entry } from '../../src/domain/entry.js';
import type { Fill } from '../../src/domain/fill.js';
import { rupees } from '../../src/domain/money.js';
import { orderStory, type StoryRow } from '../../src/report/order-story.js';
import { at } from '../operator/messages.js';
import { bar } from '../support/bar.js';
import { fill } from '../support/fill.js';
import { instrument } from '../support/instrument.js';
import type { Loose } from '../support/loose.js';
import { order } from '../support/order.js';
import { tick } from '../support/tick.js';

const items = { brokerage: 20, exchange: 3.07, sebi: 0.1, stt: 25, stamp: 0, gst: 4.17 };
const charged: Loose<Fill> = {
  items: Object.fromEntries(
    Object.entries(items).map(([name, amount]) => [name, rupees(amount)]),
  ) as unknown as Fill['items'],
  charges: rupees(52.34), // 20 + 3.07 + 0.10 + 25 + 4.17
};

const entry = (row: number, kind: string, ms: number, rest: object): StoryRow => ({
  kind: 'entry',
  row,
  entry: {
    kind,
    seq: row + 100,
    at: at(ms),
    cause: 1,
    token: order().token,
    strategy: 'test',
    ...rest,
  } as unknown as Entry,
});

const seen = tick({ seq: 89, at: at(0), exchangeAt: at(-500), last: 1000.5, bid: 1000, ask: 1001, bidQuantity: 1500, askQuantity: 20, volume: 1234567 }); // prettier-ignore
const plain = {
  intent: { kind: 'Submit', side: 'SELL', quantity: 100, type: 'LIMIT', limit: 1000, validity: 'DAY', reason: 'fast crossed slow' },
  event: seen,
  state: { fast: { periods: 20, value: 1000.123456 }, target: -100, side: 'short' },
}; // prettier-ignore
const decision = entry(5, 'Decision', 0, plain);
const sold = order({ side: 'SELL', limit: 1000 });

const told = (rows: readonly StoryRow[], fills: Parameters<typeof orderStory>[1]['fills'] = []): string =>
  orderStoryText(
    {
      order: { ...sold, state: 'Filled' },
      orderId: sold.id,
      instrument: instrument(),
      folder: 'recorded/one',
      others: [],
    },
    orderStory(rows, { instrument: instrument(), fills }),
  );

describe('orderStory', () => {
  it('tells an order from the tick that was seen to the last paisa of what it did', () => {
    const bought = fill({ quantity: 60, price: 900 });
    const part = fill({ side: 'SELL', quantity: 40, price: 1000, against: 91, id: 'e1', ...charged });
    const rest = fill({ side: 'SELL', quantity: 60, price: 1000.5, id: 'e2' });
    const updateOf = (row: number, ms: number, state: string, of: typeof part, filled: number): StoryRow =>
      entry(row, 'OrderUpdate', ms, { change: 'Filled', order: { ...sold, state, filled }, fill: of });
    const rows = [
      decision,
      entry(6, 'Approved', 0, { action: 'Submit', order: sold }),
      entry(7, 'OrderSent', 0, { order: sold }),
      { kind: 'durable', row: 8, seq: 107, ms: 0.4142 } as const,
      entry(9, 'OrderUpdate', 75, { change: 'Opened', order: { ...sold, state: 'Open' } }),
      updateOf(10, 900, 'PartiallyFilled', part, 40),
      updateOf(11, 1_500, 'Filled', rest, 100),
    ];

    expect(
      told(rows, [
        { row: 2, fill: bought },
        { row: 10, fill: part },
        { row: 11, fill: rest },
      ]).split('\n'),
    ).to.deep.equal([
      'test:NSE|22:1',
      'SELL 100 NSE:ACC-EQ, LIMIT DAY INTRADAY: Filled',
      '2026-01-05, recorded/one',
      '',
      '09:15:00.000  saw          tick 89: last 1,000.50, bid 1,000.00 × 1,500, ask 1,001.00 × 20',
      '                           volume 12,34,567, received 09:15:00.000, told by the exchange at 09:14:59.500',
      '              thought      fast periods 20, value 1000.1235',
      '                           target -100',
      '                           side short',
      '              decided      SELL 100 LIMIT at 1000 DAY: fast crossed slow',
      '              risk         every rule agreed',
      '              sent         on the disk as row 7 first, which took 0.41 ms',
      '09:15:00.075  opened       now Open',
      '09:15:00.900  filled       SELL 40 at 1,000.00 (40 of 100, against tick 91, execution e1)',
      '              charges      brokerage 20.00 + exchange 3.07 + SEBI 0.10 + STT 25.00 + GST 4.17 = 52.34',
      '              position     60 → 20, average 900.00',
      '                           realised 4,000.00, after charges 3,947.66', // (1000 - 900) * 40; less 52.34
      '                           cash +39,947.66', // 1000 * 40 - 52.34
      '09:15:01.500  filled       SELL 60 at 1,000.50 (whole, execution e2)',
      '              charges      none',
      '              position     20 → -40, average 1,000.50',
      '                           realised 2,010.00, after charges 2,010.00', // (1000.5 - 900) * 20
      '                           cash +60,030.00',
    ]);
  });

  it('tells the bar that was seen', () => {
    const seenBar = bar({
      seq: 88,
      spec: '5m',
      openAt: at(0),
      closeAt: at(300_000),
      high: 1000.5,
      volume: 1_250,
    });

    const [, saw] = told([entry(5, 'Decision', 300_024, { ...plain, event: seenBar })]).split('\n\n');

    expect(saw?.split('\n').slice(0, 2)).to.deep.equal([
      '09:20:00.024  saw          bar 88 of 5m, 09:15:00.000 to 09:20:00.000: open 100.00, high 1,000.50, low 100.00, close 100.00',
      '                           volume 1,250 in 1 tick',
    ]);
  });

  it('says why an order was refused, rejected, or never sent', () => {
    const refusal = {
      rule: 'maxPosition',
      limit: 50,
      actual: 100,
      unit: 'units',
      message: 'position 100 above 50',
    };
    const refused = [
      decision,
      entry(6, 'Refused', 0, { refusal }),
      entry(7, 'OrderUpdate', 0, {
        change: 'Refused',
        order: { ...sold, state: 'Refused' },
        reason: 'maxPosition',
      }),
    ];
    const unsent = [
      entry(7, 'OrderSent', 0, { order: sold }),
      { kind: 'unsent', row: 8, seq: 107, reason: 'the disk is full' } as const,
      entry(9, 'OrderUpdate', 0, {
        change: 'Rejected',
        order: { ...sold, state: 'Rejected' },
        reason: 'not sent',
      }),
    ];

    expect(told(refused))
      .to.contain('risk         REFUSED by maxPosition: position 100 above 50')
      .and.to.contain('told         the strategy heard that it was refused');
    expect(told(unsent))
      .to.contain('sent         NOT SENT: it could not be journaled: the disk is full')
      .and.to.contain('REJECTED     not sent');
  });

  it('tells of a command that was obeyed, and of answers that could not be', () => {
    const command = {
      kind: 'Command',
      seq: 88,
      at: at(0),
      command: 'flatten',
      by: 'a person',
      reason: 'lunch',
    };
    const rows = [
      entry(5, 'Decision', 0, {
        intent: { kind: 'Cancel', orderId: sold.id },
        event: command,
        state: null,
        obeys: 'flatten',
      }),
      entry(6, 'Approved', 0, { action: 'Cancel', cause: 105, order: sold }),
      entry(6, 'CancelSent', 0, { order: sold }),
      entry(7, 'UnexpectedUpdate', 9, {
        orderId: sold.id,
        change: { kind: 'Cancelled' },
        why: { kind: 'Late', message: `${sold.id} is Filled: Cancelled cannot follow` },
      }),
    ];

    expect(told(rows))
      .to.contain('saw          the command flatten by a person: lunch (entry 88)')
      .and.to.contain('decided      cancel it, obeying flatten')
      .and.to.contain('risk         passed, as every cancellation does')
      .and.to.contain('sent cancel  row 6 of the journal')
      .and.to.contain(
        'unexpected   an answer changed nothing: test:NSE|22:1 is Filled: Cancelled cannot follow',
      );
  });

  it('says that no rule was asked about an order that closes a position', () => {
    const closing = entry(5, 'Decision', 0, {
      intent: {
        kind: 'Submit',
        side: 'SELL',
        quantity: 100,
        type: 'MARKET',
        validity: 'DAY',
        reason: 'lunch',
      },
      event: seen,
      obeys: 'flatten',
    });
    const approved = entry(6, 'Approved', 0, { action: 'Submit', cause: 105, order: sold });

    expect(told([closing, approved]))
      .to.contain('decided      SELL 100 MARKET DAY: lunch, obeying flatten')
      .and.to.contain('risk         passed switches, halts and rules, since it closes what is held')
      .and.not.to.contain('thought');
    expect(told([decision, approved])).to.contain('risk         every rule agreed');
  });
});

import fc from 'fast-check';
import { NO_CHARGE_ITEMS } from '../../../src/domain/charge-items.js';
import { DEPTH_FIELDS } from '../../../src/domain/depth.js';
import type { OrderChange } from '../../../src/domain/order-change.js';
import { orderIdOf } from '../../../src/domain/order.js';
import { DAY_MS } from '../../../src/domain/time.js';
import { TOUCHLINE_FIELDS } from '../../../src/domain/touchline.js';
import type { Input } from '../../../src/port/input.js';
import { ACC, INFY } from '../../support/instrument.js';
import { depth, message } from '../../support/message.js';
import { at } from '../../operator/messages.js';

/** Any double a price can be, its subnormal and its odd ones too; and some that no tape can hold. */
const price = fc.oneof(
  { weight: 20, arbitrary: fc.double({ min: 0, max: 999_999_999, noNaN: true }).map((value) => value + 0) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1e12) },
);
const quantity = fc.oneof(fc.nat(), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }));
const moment = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) - 1 });
const maybe = <A>(of: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> => fc.option(of, { nil: undefined });

const fields = (names: readonly string[]): fc.Arbitrary<Readonly<Record<string, number | undefined>>> =>
  fc.record(
    Object.fromEntries(
      names.map((name) => [
        name,
        maybe(name.endsWith('At') ? moment : /quantity|volume|interest/i.test(name) ? quantity : price),
      ]),
    ),
  );

const token = fc.constantFrom(ACC, INFY);
const text = fc.string({ unit: 'grapheme', maxLength: 20 });

const terms = fc.record({ quantity, limit: maybe(price), trigger: maybe(price) });
const change = fc.oneof(
  fc.constantFrom('Accepted', 'Opened', 'Cancelled', 'Rejected', 'Lost').map((kind) => ({ kind })),
  terms.map((wanted) => ({ kind: 'Modified', terms: wanted })),
  fc
    .record({ filled: quantity, averagePrice: price, at: moment, charges: fc.constant(NO_CHARGE_ITEMS) })
    .map((total) => ({ kind: 'FilledTo', total })),
  fc.tuple(text, quantity, price, moment, quantity).map(([id, units, paid, when, total]) => ({
    kind: 'Filled',
    execution: {
      id,
      quantity: units,
      price: paid,
      at: when,
      charges: NO_CHARGE_ITEMS,
      against: undefined,
      total,
    },
  })),
  fc
    .record({
      id: text,
      quantity,
      price,
      at: moment,
      charges: fc.constant(NO_CHARGE_ITEMS),
      against: maybe(fc.nat()),
    })
    .map((execution) => ({ kind: 'Filled', execution })),
) as fc.Arbitrary<OrderChange>;

/** An input, received `ms` after the open. */
const input = (ms: number): fc.Arbitrary<Input> =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .record({
          kind: fc.constantFrom('tk' as const, 'tf' as const),
          token,
          said: fields([...TOUCHLINE_FIELDS, 'exchangeAt']),
          levels: maybe(fields(DEPTH_FIELDS)),
          flags: fc.nat(1023),
        })
        .map(({ kind, token: of, said, levels, flags }) =>
          message(kind, {
            ...said,
            token: of,
            receivedAt: at(ms),
            flags,
            depth: levels === undefined ? undefined : depth(levels),
          }),
        ),
    },
    {
      weight: 1,
      arbitrary: text.map((detail): Input => ({ kind: 'Malformed', receivedAt: at(ms), detail })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ strategy: maybe(text), token: maybe(token), by: text, reason: text })
        .map((given): Input => ({
          kind: 'Command',
          receivedAt: at(ms),
          command: 'exit-only',
          ...given,
        })),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('Connecting' as const, 'Live' as const).map((connection): Input => ({
        kind: 'Notice',
        receivedAt: at(ms),
        event: 'Connection',
        token: undefined,
        detail: connection,
        connection,
      })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ cause: fc.nat(), of: token, change, reason: maybe(text) })
        .map(({ cause, of, ...said }): Input => ({
          kind: 'BrokerAnswer',
          receivedAt: at(ms),
          cause,
          token: of,
          strategy: 'momentum',
          orderId: orderIdOf('momentum', of, cause),
          ...said,
        })),
    },
    {
      weight: 1,
      arbitrary: fc
        .record({ of: maybe(token), detail: text, fillAt: maybe(moment) })
        .map(({ of, detail, fillAt }): Input => ({
          kind: 'Notice',
          receivedAt: at(ms),
          event: 'Order',
          token: of,
          detail,
          order: {
            number: '1',
            exchange: 'NSE',
            symbol: 'ACC-EQ',
            token: of,
            side: 'BUY',
            quantity: 5,
            product: undefined,
            type: 'LMT',
            limit: 1.05,
            trigger: undefined,
            status: 'OPEN',
            cause: 'NewAck',
            filled: 0,
            averagePrice: undefined,
            cancelled: 0,
            fill: { id: '7', quantity: 5, price: 0.1 + 0.2, at: fillAt as never },
            exchangeNumber: undefined,
            remarks: detail,
            reason: undefined,
            exchangeAt: undefined,
          },
        })),
    },
  );

/** Inputs whose times never go back; now and then a day passes between two. */
export const inputs: fc.Arbitrary<readonly Input[]> = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: fc.nat(3) },
      { weight: 4, arbitrary: fc.nat(100_000) },
      { weight: 1, arbitrary: fc.constant(DAY_MS) },
    ),
    { maxLength: 40 },
  )
  .chain((gaps) => {
    let ms = 0;
    return fc.tuple(
      ...gaps.map((gap) => {
        ms += gap;
        return input(ms);
      }),
    );
  });

import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { decodeNorenFrame } from '../../../../src/codec/noren/touchline.js';
import { DEPTH_FIELDS, type DepthField } from '../../../../src/domain/depth.js';
import { DEFAULT_QUALITY } from '../../../../src/domain/quality.js';
import type { Tick } from '../../../../src/domain/tick.js';
import { epochMs } from '../../../../src/domain/time.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../../../src/domain/touchline.js';
import { TouchlineFold } from '../../../../src/domain/touchline-fold.js';
import { Market } from '../../../../src/adapter/noren/simulator/market.js';
import { type Mode, Subscription } from '../../../../src/adapter/noren/simulator/subscription.js';
import { instrumentBook } from '../../../../src/domain/instrument-book.js';
import { ACC, instrument } from '../../../support/instrument.js';
import { message } from '../../../support/message.js';
import { OPENING } from './simulated.js';

/** On the tick grid mostly, finer now and then. */
const price = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 400 }).map((paise) => paise / 100) },
  fc.constantFrom(1 / 3, 118.4567, 1e-7, 123456789.123),
);
const quantity = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 5 }) }, fc.constant(0.125));
/** 0 is an empty side of the book, and no price of a trade. */
const side = fc.oneof({ weight: 5, arbitrary: price }, fc.constant(0));
const second = fc.integer({ min: 0, max: 600 }).map((seconds) => OPENING + seconds * 1_000);

const SIDES: ReadonlySet<string> = new Set([
  'bid',
  'ask',
  ...DEPTH_FIELDS.filter((f) => /^(bid|ask)\d$/.test(f)),
]);
const PRICES: ReadonlySet<string> = new Set([
  'last', 'open', 'high', 'low', 'previousClose', 'averagePrice', 'lowerCircuit', 'upperCircuit',
]); // prettier-ignore

const valueOf = (field: string): fc.Arbitrary<number> =>
  SIDES.has(field)
    ? side
    : PRICES.has(field)
      ? price
      : field === 'lastTradedAt' || field === 'exchangeAt'
        ? second
        : field === 'lastQuantity'
          ? fc.integer({ min: 1, max: 5 }) // 0 is no trade, on the wire
          : quantity;

const said = (fields: readonly string[]): fc.Arbitrary<Readonly<Record<string, number | undefined>>> =>
  fc.record(
    Object.fromEntries(
      fields.map((field) => [field, fc.option(valueOf(field), { nil: undefined, freq: 2 })]),
    ),
  );

const taped = (hasExchangeTime: boolean): fc.Arbitrary<TouchlineMessage> =>
  fc
    .record({
      kind: fc.constantFrom('tk' as const, 'tf' as const, 'tf' as const, 'tf' as const),
      touchline: said(hasExchangeTime ? [...TOUCHLINE_FIELDS, 'exchangeAt'] : TOUCHLINE_FIELDS),
      depth: fc.option(said(DEPTH_FIELDS), { nil: undefined }),
      receivedAt: second,
    })
    .map(({ kind, touchline, depth, receivedAt }) =>
      message(kind, {
        ...touchline,
        depth: depth as TouchlineMessage['depth'],
        receivedAt,
        ...(kind === 'tk' && hasExchangeTime ? { exchangeAt: receivedAt } : {}),
      }),
    );

const tape = fc
  .boolean()
  .chain((hasExchangeTime) => fc.array(taped(hasExchangeTime), { minLength: 1, maxLength: 30 }))
  .map(([first, ...others]) => [{ ...(first as TouchlineMessage), kind: 'tk' as const }, ...others]);

/** Which messages a slow client is not told of. */
const spared = fc.array(fc.boolean(), { minLength: 30, maxLength: 30 });

/** What a client of that mode can know of a tick. */
const knownOf = (tick: Tick | undefined, mode: Mode): Readonly<Record<string, unknown>> => {
  const touchline = TOUCHLINE_FIELDS.map((field) => [field, tick?.[field]]);
  const depth = mode === 'd' ? DEPTH_FIELDS.map((field: DepthField) => [field, tick?.depth?.[field]]) : [];
  return Object.fromEntries([...touchline, ...depth]) as Readonly<Record<string, unknown>>;
};

class Client {
  private readonly fold = new TouchlineFold(DEFAULT_QUALITY);
  tick: Tick | undefined;

  hear(text: string): void {
    const decoded = decodeNorenFrame(JSON.parse(text), epochMs(OPENING));
    if (E.isLeft(decoded)) throw new Error(decoded.left);
    if (decoded.right.kind !== 'Touchline') throw new Error(text);
    this.tick = this.fold.take(decoded.right.message, 1, epochMs(OPENING));
  }
}

describe('what a simulated feed tells', () => {
  it('is merged by a client to the very ticks of the tape, subscribed from any moment on, in both modes', () => {
    fc.assert(
      fc.property(tape, fc.constantFrom<Mode>('t', 'd'), fc.nat(10), (messages, mode, joinsAt) => {
        const market = new Market(instrumentBook([instrument()]));
        const subscription = new Subscription(market.scrip(ACC), mode);
        const truth = new TouchlineFold(DEFAULT_QUALITY);
        const client = new Client();
        messages.forEach((taken, i) => {
          market.take(taken, 0);
          const tick = truth.take(taken, 1, epochMs(OPENING));
          if (i < joinsAt) return;
          const frame = subscription.isServed ? subscription.delta() : subscription.snapshot();
          if (frame !== undefined) client.hear(frame);

          expect(knownOf(client.tick, mode)).to.deep.equal(knownOf(tick, mode));
        });
      }),
      { numRuns: 500 },
    );
  });

  it('is right again with the next frame, however many changes a slow client was spared', () => {
    fc.assert(
      fc.property(tape, spared, (messages, isSpared) => {
        const market = new Market(instrumentBook([instrument()]));
        const subscription = new Subscription(market.scrip(ACC), 't');
        const truth = new TouchlineFold(DEFAULT_QUALITY);
        const client = new Client();
        messages.forEach((taken, i) => {
          market.take(taken, 0);
          const tick = truth.take(taken, 1, epochMs(OPENING));
          if (i > 0 && isSpared[i] === true) return;
          const frame = i === 0 ? subscription.snapshot() : subscription.delta();
          if (frame !== undefined) client.hear(frame);

          expect(knownOf(client.tick, 't')).to.deep.equal(knownOf(tick, 't'));
        });
      }),
    );
  });

  it('has no value in a change that the client knows already, spared changes or not', () => {
    fc.assert(
      fc.property(tape, fc.constantFrom<Mode>('t', 'd'), spared, (messages, mode, isSpared) => {
        const market = new Market(instrumentBook([instrument()]));
        const subscription = new Subscription(market.scrip(ACC), mode);
        let known: Record<string, string> = {};
        messages.forEach((taken, i) => {
          market.take(taken, 0);
          if (i > 0 && isSpared[i] === true) return;
          const text = i === 0 ? subscription.snapshot() : subscription.delta();
          if (text === undefined) return;
          const { t, e, tk, ...values } = JSON.parse(text) as Record<string, string>;

          expect([e, tk]).to.deep.equal(['NSE', '22']);
          if (t === `${mode}k`) known = {};
          for (const [key, value] of Object.entries(values)) expect(value, key).not.to.equal(known[key]);
          known = { ...known, ...values };
        });
      }),
      { numRuns: 500 },
    );
  });

  it('tells the exchange’s time in whole seconds, and that of the message where the tape has none', () => {
    const market = new Market(instrumentBook([instrument()]));
    const subscription = new Subscription(market.scrip(ACC), 't');
    const ftAfter = (taken: TouchlineMessage): unknown => {
      market.take(taken, 0);
      return (JSON.parse(subscription.snapshot()) as { readonly ft: unknown }).ft;
    };

    expect(ftAfter(message('tk', { last: 1, receivedAt: 5_900, exchangeAt: 4_200 }))).to.equal('4');
    expect(ftAfter(message('tf', { last: 2, receivedAt: 7_000 }))).to.equal('4');
    expect(ftAfter(message('tk', { last: 2, receivedAt: 8_700 }))).to.equal('8');
    expect(ftAfter(message('tf', { last: 2, receivedAt: 9_100 }))).to.equal('9');
  });
});

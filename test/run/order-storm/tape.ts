import { randomsOf } from '../../../src/adapter/generator/random.js';
import type { Price } from '../../../src/domain/money.js';
import type { EpochMs } from '../../../src/domain/time.js';
import type { TouchlineMessage } from '../../../src/domain/touchline.js';
import { OPEN } from '../../operator/messages.js';
import { message } from '../../support/message.js';
import { INSTRUMENTS } from './plan.js';

/** When the `i`th message is played. */
export const atOf = (i: number): EpochMs => (OPEN + 100 + 300 * i) as EpochMs;

/** Prices of both instruments that go up and down around a hundred, for ever. */
export function* walk(seed: number): Iterable<TouchlineMessage> {
  const random = randomsOf(seed + 1)();
  const prices = INSTRUMENTS.map(() => 2_000); // in ticks of 5 paise
  for (let i = 0; ; i += 1) {
    const place = i % INSTRUMENTS.length;
    const token = INSTRUMENTS[place]?.token;
    if (token === undefined) return;
    const ticks = (prices[place] ?? 2_000) + random.integer(-3, 3);
    prices[place] = ticks;
    yield message(i < INSTRUMENTS.length ? 'tk' : 'tf', {
      ...{ token, receivedAt: atOf(i), exchangeAt: atOf(i) },
      last: priceOf(ticks),
      bid: priceOf(ticks - 1),
      ask: priceOf(ticks + 1),
      bidQuantity: random.integer(1, 20),
      askQuantity: random.integer(1, 20),
      volume: 100 * i,
    });
  }
}

const priceOf = (ticks: number): Price => (Math.round(ticks * 5) / 100) as Price;

import { expect } from 'chai';
import { CLOSES_AT, dayOf, EQUITIES, FUTURE, INDEX, OPENS_AT, sampled, SEEDS, walkOf } from './days.js';

const TICK_OF: Readonly<Record<string, number>> = {
  [FUTURE]: 0.1,
  [INDEX]: 0.05,
  'NSE|2885': 0.1,
  'NSE|1594': 0.1,
};
const PRICES = [
  'last',
  'open',
  'high',
  'low',
  'bid',
  'ask',
  'bid2',
  'ask2',
  'bid5',
  'ask5',
  'lowerCircuit',
  'upperCircuit',
];
const MINUTE = 60_000;
const LOT = 65;

for (const seed of SEEDS)
  describe(`the market of seed ${seed}`, () => {
    it('keeps to the tick: every price is the number that its short decimal text says', () => {
      for (const { message, said } of walkOf(seed)) {
        const tick = TICK_OF[message.token] ?? NaN;
        for (const field of PRICES) {
          const price = said[field];
          if (price === undefined) continue;
          const onGrid = Number((Math.round(price / tick) * tick).toFixed(2)); // the paisa nearest to a whole tick
          if (price !== onGrid) expect.fail(`${message.token} ${field} ${price}`);
        }
      }
    });

    it('bids below what it asks', () => {
      for (const { message, after } of walkOf(seed)) {
        if (message.token === INDEX) continue;
        const { bid = NaN, ask = NaN } = after;
        if (!(bid > 0 && ask > bid)) expect.fail(`${bid} and ${ask} at ${message.receivedAt}`);
      }
    });

    it('has the levels in order whenever the deeper book is shown', () => {
      for (const { message, after } of walkOf(seed)) {
        if (message.depth === undefined) continue;
        const { bid, bid2, bid3, bid4, bid5, ask, ask2, ask3, ask4, ask5 } = after;
        const ladder = [bid5, bid4, bid3, bid2, bid, ask, ask2, ask3, ask4, ask5].map(
          (price) => price ?? NaN,
        );
        const rises = ladder.slice(1).every((price, i) => price > (ladder[i] ?? Infinity));
        if (!rises) expect.fail(`${ladder.join()} at ${message.receivedAt}`);
      }
    });

    it('has the last price within the day’s range, which only widens and is touched when it does', () => {
      for (const { message, said, before, after } of walkOf(seed)) {
        const { last = NaN, open = NaN, high = NaN, low = NaN } = after;
        const within = low <= last && last <= high && low <= open && open <= high;
        const widens = high >= (before['high'] ?? 0) && low <= (before['low'] ?? Infinity);
        if (!within || !widens) expect.fail(`${open} ${high} ${low} ${last} at ${message.receivedAt}`);
        if (message.token === INDEX || message.kind === 'tk') continue; // others cannot have moved unseen
        if (said['high'] !== undefined && high !== last) expect.fail(`high ${high}, last ${last}`);
        if (said['low'] !== undefined && low !== last) expect.fail(`low ${low}, last ${last}`);
      }
    });

    it('opens once and keeps its previous close', () => {
      for (const { message, said, before } of walkOf(seed)) {
        if (before['open'] === undefined || message.kind === 'tf') continue;
        expect(said['open']).to.equal(before['open']);
        expect(said['previousClose']).to.equal(before['previousClose']);
      }
    });

    it('never takes volume back, and counts in whole units and whole lots', () => {
      for (const { message, said, before } of walkOf(seed)) {
        const unit = message.token === FUTURE ? LOT : 1;
        if ((said['volume'] ?? Infinity) < (before['volume'] ?? 0))
          expect.fail(`volume at ${message.receivedAt}`);
        for (const [field, value] of Object.entries(said)) {
          if (!/volume|Quantity|Interest/.test(field)) continue;
          if (value <= 0 || value % unit !== 0) expect.fail(`${message.token} ${field} ${value}`);
        }
      }
    });

    it('averages what was traded: the sum of price by volume over the volume, to the paisa', () => {
      for (const token of [FUTURE, ...EQUITIES]) {
        let paise = 0n; // turnover, exact
        let slack = 0;
        for (const { message, said, before, after } of walkOf(seed)) {
          const { volume, averagePrice = NaN, last = NaN } = after;
          if (message.token !== token || volume === undefined || said['volume'] === undefined) continue;
          if (message.kind === 'tk') {
            paise = BigInt(Math.round(averagePrice * 100)) * BigInt(volume);
            slack = before['volume'] === undefined ? 0 : 0.01; // after the gap the trades in it are unseen
          } else paise += BigInt(Math.round(last * 100)) * BigInt(volume - (before['volume'] ?? 0));
          const expected = Number((paise * 1000n) / BigInt(volume)) / 100_000; // rounded down to a tenth of a paisa
          const off = Math.abs(averagePrice - expected);
          if (off > 0.0051 + slack) expect.fail(`${averagePrice}, not ${expected}, at ${message.receivedAt}`);
        }
      }
    });

    it('trades more in the first and the last half hour than in the slow one', () => {
      const times = [
        OPENS_AT + 1000,
        OPENS_AT + 30 * MINUTE,
        OPENS_AT + 225 * MINUTE,
        OPENS_AT + 255 * MINUTE,
        CLOSES_AT - 30 * MINUTE,
        CLOSES_AT,
      ];
      for (const token of [FUTURE, ...EQUITIES]) {
        const [open = NaN, t1 = NaN, t2 = NaN, t3 = NaN, t4 = NaN, close = NaN] = sampled(
          seed,
          token,
          'volume',
          times,
        );

        expect(t1 - open).to.be.above(1.5 * (t3 - t2)); // 09:15 to 09:45 against 13:00 to 13:30
        expect(close - t4).to.be.above(1.2 * (t3 - t2));
      }
    });

    it('quotes wider in the first five minutes than at noon', () => {
      for (const token of [FUTURE, ...EQUITIES]) {
        const opening = meanSpread(seed, token, OPENS_AT, OPENS_AT + 5 * MINUTE);
        const noon = meanSpread(seed, token, OPENS_AT + 165 * MINUTE, OPENS_AT + 345 * MINUTE);

        expect(opening).to.be.above(1.25 * noon);
      }
    });

    it('leaves an equity untraded for 10 to 60 seconds at times', () => {
      for (const token of EQUITIES) {
        const trades = dayOf(seed).filter(
          (message) => message.token === token && message.volume !== undefined,
        );
        const waits = trades
          .slice(1)
          .map(({ receivedAt }, i) => (receivedAt - (trades[i]?.receivedAt ?? NaN)) / 1000);

        expect(waits.filter((seconds) => seconds >= 20 && seconds <= 60).length).to.be.above(20);
        expect(waits.filter((seconds) => seconds > 180).length).to.equal(0);
      }
    });

    it('keeps the future a fraction of a percent above the index', () => {
      const moments = minutes();
      const future = sampled(seed, FUTURE, 'last', moments);
      const index = sampled(seed, INDEX, 'last', moments);
      const basis = future.map((last, i) => last - (index[i] ?? NaN));

      // 26,180 * 0.065 * 22 / 365 = 102.6 points of carry
      expect(mean(basis)).to.be.within(97, 108);
      for (const points of basis) expect(points).to.be.within(80, 125);
    });

    it('moves an equity with the index, though not only', () => {
      const index = returnsOf(sampled(seed, INDEX, 'last', minutes()));
      for (const token of EQUITIES)
        expect(correlation(index, returnsOf(sampled(seed, token, 'last', minutes())))).to.be.within(
          0.3,
          0.95,
        );
    });

    it('moves the future by 0.3 to 3 percent in the day', () => {
      const lasts = sampled(seed, FUTURE, 'last', minutes());
      const range = (Math.max(...lasts) - Math.min(...lasts)) / (lasts[0] ?? NaN);

      expect(range).to.be.within(0.003, 0.03);
    });
  });

/** The first of each minute of the session but the first. */
const minutes = (): readonly number[] => Array.from({ length: 374 }, (_, i) => OPENS_AT + (i + 1) * MINUTE);

const meanSpread = (seed: number, token: string, from: number, to: number): number => {
  const spreads: number[] = [];
  for (const { message, after } of walkOf(seed))
    if (
      message.token === token &&
      message.bid !== undefined &&
      message.receivedAt >= from &&
      message.receivedAt < to
    )
      spreads.push((after['ask'] ?? NaN) - (after['bid'] ?? NaN));
  return mean(spreads);
};

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const returnsOf = (lasts: readonly number[]): readonly number[] =>
  lasts.slice(1).map((last, i) => last / (lasts[i] ?? NaN) - 1);

const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [meanA, meanB] = [mean(a), mean(b)];
  const covariance = mean(a.map((value, i) => (value - meanA) * ((b[i] ?? NaN) - meanB)));
  return covariance / Math.sqrt(mean(a.map((v) => (v - meanA) ** 2)) * mean(b.map((v) => (v - meanB) ** 2)));
};

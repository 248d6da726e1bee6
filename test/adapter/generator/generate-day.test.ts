import { expect } from 'chai';
import { UsageError } from '../../../src/domain/failure.js';
import { generateDay } from '../../../src/adapter/generator/generate-day.js';
import { CLOSES_AT, DATE, dayOf, EQUITIES, FUTURE, INDEX, OPENS_AT, SEEDS, TOKENS, walkOf } from './days.js';

for (const seed of SEEDS)
  describe(`generateDay, seed ${seed}`, () => {
    it('receives every message later than the one before, within the session', () => {
      let before = OPENS_AT;
      for (const { receivedAt } of dayOf(seed)) {
        if (receivedAt <= before) expect.fail(`${receivedAt} follows ${before}`);
        before = receivedAt;
      }

      expect(before).to.be.within(CLOSES_AT - 10_000, CLOSES_AT - 1);
    });

    it('has about as many rows as it should, most of them the future’s', () => {
      const counts = TOKENS.map((token) => dayOf(seed).filter((message) => message.token === token).length);
      const [future = 0, ...others] = counts;

      expect(future).to.be.within(17_000, 28_000); // 22,499 seconds, 90 of them lost
      for (const other of others) expect(other).to.be.within(4_000, 12_000);
    });

    it('starts each token with a tk, and again after the one gap', () => {
      const snapshots = dayOf(seed).filter((message) => message.kind === 'tk');
      const firsts = TOKENS.map((token) => dayOf(seed).find((message) => message.token === token)?.kind);

      expect(firsts).to.deep.equal(['tk', 'tk', 'tk', 'tk']);
      expect(snapshots.slice(0, 4).map(({ token }) => token)).to.have.members(TOKENS);
      expect(snapshots.slice(4).map(({ token }) => token)).to.have.members(TOKENS);
    });

    it('has one gap, of about 90 seconds about noon, and a tk is what ends it', () => {
      const day = dayOf(seed);
      const gaps = day.flatMap((message, i) => {
        const before = day[i - 1];
        return before !== undefined && message.receivedAt - before.receivedAt > 20_000
          ? [{ from: before.receivedAt, lasted: message.receivedAt - before.receivedAt, at: i }]
          : [];
      });

      expect(gaps).to.have.length(1);
      for (const { from, lasted, at } of gaps) {
        expect(lasted).to.be.within(84_000, 100_000);
        expect(from).to.be.within(OPENS_AT + 170 * 60_000, OPENS_AT + 204 * 60_000);
        expect(day.slice(at, at + 4).map(({ kind }) => kind)).to.deep.equal(['tk', 'tk', 'tk', 'tk']);
        expect(day.slice(at, at + 4).map(({ token }) => token)).to.have.members(TOKENS);
      }
    });

    it('sends in a tf only what has changed, and something besides the time', () => {
      for (const { message, said, before } of walkOf(seed)) {
        if (message.kind === 'tk') continue;
        const fields = Object.keys(said);
        const unchanged = fields.filter((field) => said[field] === before[field]);
        if (unchanged.length > 0) expect.fail(`${unchanged.join()} unchanged at ${message.receivedAt}`);
        if (fields.every((field) => field === 'exchangeAt')) expect.fail(`empty at ${message.receivedAt}`);
      }
    });

    it('sends prices and volumes both together and apart', () => {
      const tfs = dayOf(seed).filter(({ kind, token }) => kind === 'tf' && token === FUTURE);
      const together = tfs.filter(({ last, volume }) => last !== undefined && volume !== undefined);
      const priceOnly = tfs.filter(({ last, volume }) => last !== undefined && volume === undefined);
      const volumeOnly = tfs.filter(({ last, volume }) => last === undefined && volume !== undefined);
      const bookOnly = tfs.filter(
        ({ last, volume, bid }) => (last ?? volume) === undefined && bid !== undefined,
      );

      for (const some of [together, priceOnly, volumeOnly, bookOnly])
        expect(some.length).to.be.above(tfs.length / 50);
    });

    it('has the exchange’s time in whole seconds, never back, and less than two behind ours', () => {
      for (const { message, before, after } of walkOf(seed)) {
        const exchangeAt = after['exchangeAt'] ?? NaN;
        const lag = message.receivedAt - exchangeAt;
        const isFine =
          exchangeAt % 1000 === 0 && exchangeAt >= (before['exchangeAt'] ?? 0) && lag > 0 && lag < 2000;
        if (!isFine) expect.fail(`exchangeAt ${exchangeAt}, receivedAt ${message.receivedAt}`);
      }
    });

    it('knows of an index its value, the day’s range and the previous close, nothing else', () => {
      const fields = new Set(
        walkOf(seed)
          .filter((step) => step.message.token === INDEX)
          .flatMap((step) => Object.keys(step.said)),
      );

      expect([...fields]).to.have.members(['exchangeAt', 'last', 'open', 'high', 'low', 'previousClose']);
    });

    it('has depth and open interest for the future alone', () => {
      const withDepth = dayOf(seed).filter(({ depth }) => depth !== undefined);
      const withInterest = dayOf(seed).filter(({ openInterest }) => openInterest !== undefined);

      expect(new Set(withDepth.map(({ token }) => token))).to.deep.equal(new Set([FUTURE]));
      expect(new Set(withInterest.map(({ token }) => token))).to.deep.equal(new Set([FUTURE]));
      expect(withDepth.length).to.be.within(700, 1_200);
      expect(withInterest.length).to.be.within(100, 400); // it is counted anew once a minute
    });

    it('gives a whole touchline in every tk of what is traded', () => {
      for (const { message, said } of walkOf(seed)) {
        if (message.kind !== 'tk' || message.token === INDEX) continue;
        expect(said).to.include.keys(
          'last',
          'open',
          'high',
          'low',
          'previousClose',
          'averagePrice',
          'volume',
        );
        expect(said).to.include.keys('bid', 'ask', 'bidQuantity', 'askQuantity', 'exchangeAt');
        if (!EQUITIES.includes(message.token))
          expect(said).to.include.keys(
            'openInterest',
            'previousOpenInterest',
            'bid5',
            'askQuantity5',
            'lowerCircuit',
          );
      }
    });
  });

describe('generateDay', () => {
  it('gives the same messages for the same seed', () => {
    expect(JSON.stringify([...generateDay({ seed: 1, date: DATE })]) === JSON.stringify(dayOf(1))).to.equal(
      true,
    );
  });

  it('gives other prices for another seed', () => {
    const lasts = SEEDS.map((seed) =>
      dayOf(seed)
        .slice(0, 500)
        .map(({ last }) => last)
        .join(),
    );

    expect(new Set(lasts).size).to.equal(SEEDS.length);
  });

  it('moves to the date that it is given', () => {
    const first = generateDay({ seed: 1, date: '2026-01-06' }).next().value;

    expect(first?.exchangeAt).to.equal(OPENS_AT + 86_400_000);
  });

  for (const date of ['2026-1-5', 'today', '2026-13-01', ''])
    it(`refuses '${date}', which is no date`, () => {
      expect(() => generateDay({ seed: 1, date }).next()).to.throw(UsageError, 'expected YYYY-MM-DD');
    });

  it('refuses a day on which its future has expired', () => {
    expect(() => generateDay({ seed: 1, date: '2026-01-28' }).next()).to.throw(
      UsageError,
      'NIFTY27JAN26F expired on 2026-01-27',
    );
  });
});

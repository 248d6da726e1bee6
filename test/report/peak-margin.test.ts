import { expect } from 'chai';
import fc from 'fast-check';
import { fullMargin, type MarginModel } from '../../src/domain/margin.js';
import { NO_MONEY, plus, type Money, valueOf } from '../../src/domain/money.js';
import { type EpochMs, epochMs, MINUTE_MS } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import { ReportFold } from '../../src/report/report-fold.js';
import { noRows } from '../../src/report/report-sink.js';
import type { RunResult } from '../../src/report/run-result.js';
import { ACC, Belt, frame, INFY, ist } from './belt.js';

const OPEN = ist('2025-12-29 09:15:00');
const after = (ms: number): EpochMs => epochMs(OPEN + ms);

const resultOf = (belt: Belt, margin?: MarginModel): RunResult => {
  const fold = new ReportFold({ ...frame, margin }, noRows);
  for (const entry of belt.entries) fold.take(entry);
  return fold.result();
};

/** A fifth of what the positions of a token are worth, all tokens as one group. */
const fifth: MarginModel = {
  name: 'fifth',
  groupOf: () => 'all',
  of: (exposures) => {
    let value = NO_MONEY;
    for (const { price, quantity } of exposures) value = plus(value, valueOf(price, Math.abs(quantity), 1));
    return { required: (value / 5) as Money, owed: NO_MONEY };
  },
};

describe('the margin of a run at its peak', () => {
  it('is the most that was bound after an execution or as a minute began, and profit is told over it', () => {
    const belt = new Belt();
    belt.trade('alpha', belt.tick(OPEN, ACC, 100), 'BUY', 100, 100, 10); // 10,000 / 5
    belt.tick(after(20_000), ACC, 150); // 15,000 / 5 as the next minute begins
    belt.tick(after(61_000), ACC, 110);
    belt.trade('beta', belt.tick(after(62_000), ACC, 110), 'SELL', 40, 110, 5); // nets to 60 of the whole
    belt.trade('beta', belt.tick(after(63_000), INFY, 200), 'BUY', 10, 200); // its own: 4,400 + 2,000
    belt.tick(after(64_000), ACC, 112);

    const { performance, byStrategy, byInstrument } = resultOf(belt, fifth);

    const netPnl = 100 * 12 - 10 - 40 * 2 - 5;
    expect(performance).to.include({ netPnl, peakMargin: 3_000, returnOnPeakMargin: netPnl / 3_000 });
    expect(byStrategy.get('alpha')).to.include({ peakMargin: 3_000, returnOnPeakMargin: 1_190 / 3_000 });
    expect(byStrategy.get('beta')).to.include({ peakMargin: 1_296, returnOnPeakMargin: -85 / 1_296 }); // at 112
    expect(byInstrument.get('NSE:INFY-EQ')).to.include({ peakMargin: 400, returnOnPeakMargin: 0 });
  });

  it('tells a model what is squared off within the day', () => {
    const belt = new Belt();
    belt.trade('alpha', belt.tick(OPEN, ACC, 100), 'BUY', 100, 100);
    const asked: unknown[] = [];
    const told: MarginModel = {
      ...fullMargin,
      of: (exposures, market) => {
        asked.push(...exposures.map(({ product, quantity }) => [product, quantity, market.now()]));
        return fullMargin.of(exposures, market);
      },
    };

    resultOf(belt, told);

    expect(asked[0]).to.deep.equal(['INTRADAY', 100, OPEN]);
  });

  it('has no meaning where no margin is known, and where nothing was held', () => {
    const belt = new Belt();
    belt.tick(OPEN, ACC, 100);

    const nothing = { peakMargin: null, returnOnPeakMargin: null };
    expect(resultOf(belt, fullMargin).performance).to.include(nothing);
    belt.trade('alpha', belt.tick(after(1), ACC, 100), 'BUY', 100, 100);
    expect(resultOf(belt).performance).to.include(nothing);
    expect(resultOf(belt, fullMargin).performance.peakMargin).to.equal(10_000);
  });

  it('is what a recount finds, of any run', () => {
    const happening = fc.record({
      afterMs: fc.integer({ min: 0, max: 90_000 }),
      token: fc.constantFrom(ACC, INFY),
      price: fc.integer({ min: 50, max: 200 }),
      strategy: fc.constantFrom('alpha', 'beta'),
      quantity: fc.integer({ min: -3, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 30 }), (happenings) => {
        const belt = new Belt();
        const recount = new Recount();
        let at: number = OPEN;
        for (const { afterMs, token, price, strategy, quantity } of happenings) {
          at += afterMs;
          recount.tick(at, token, price);
          const tick = belt.tick(epochMs(at), token, price);
          if (quantity === 0) continue;
          belt.trade(strategy, tick, quantity > 0 ? 'BUY' : 'SELL', Math.abs(quantity), price);
          recount.trade(strategy, token, quantity);
        }
        recount.look();

        const { performance, byStrategy, byInstrument } = resultOf(belt, fullMargin);

        expect(performance.peakMargin).to.equal(recount.peaks.get('') ?? null);
        for (const [name, own] of byStrategy)
          expect(own.peakMargin).to.equal(recount.peaks.get(name) ?? null);
        expect(byInstrument.get('NSE:ACC-EQ')?.peakMargin ?? null).to.equal(recount.peaks.get(ACC) ?? null);
      }),
    );
  });
});

/** Every position at its full value, rupees: the whole's under '', a strategy's and a token's under their names. */
class Recount {
  readonly peaks = new Map<string, number>();
  private readonly prices = new Map<Token, number>();
  private readonly held: { readonly strategy: string; readonly token: Token; quantity: number }[] = [];
  private minute = -1;

  tick(at: number, token: Token, price: number): void {
    const minute = Math.floor(at / MINUTE_MS);
    if (minute !== this.minute && this.minute >= 0) this.look();
    this.minute = minute;
    this.prices.set(token, price);
  }

  trade(strategy: string, token: Token, quantity: number): void {
    this.held.push({ strategy, token, quantity });
    this.look();
  }

  look(): void {
    const all = [...new Set(['', ...this.held.flatMap(({ strategy, token }) => [strategy, token])])];
    for (const name of all) {
      const own = this.held.filter(({ strategy, token }) => ['', strategy, token].includes(name));
      const lines = new Map<string, number>();
      for (const { strategy, token, quantity } of own)
        lines.set(`${strategy} ${token}`, (lines.get(`${strategy} ${token}`) ?? 0) + quantity);
      if ([...lines.values()].every((quantity) => quantity === 0)) continue;
      const required = [ACC, INFY].reduce((sum, token) => {
        const net = own
          .filter((one) => one.token === token)
          .reduce((units, { quantity }) => units + quantity, 0);
        return sum + Math.abs(net) * (this.prices.get(token) ?? 0);
      }, 0);
      this.peaks.set(name, Math.max(this.peaks.get(name) ?? 0, required));
    }
  }
}

import { expect } from 'chai';
import fc from 'fast-check';
import { rupees } from '../../src/domain/money.js';
import type { OrderId } from '../../src/domain/order.js';
import { breakdownOf } from '../../src/report/breakdown.js';
import type { Trade } from '../../src/report/trade.js';
import { ACC, ist } from './belt.js';

const trade = (openedAt: string, netPnl: number, of: Partial<Trade> = {}): Trade => ({
  strategy: 'alpha',
  token: ACC,
  instrument: 'NSE:ACC-EQ',
  side: 'LONG',
  quantity: 10,
  openedAt: ist(openedAt),
  closedAt: ist(openedAt),
  entryPrice: 100,
  exitPrice: 100,
  grossPnl: rupees(netPnl + 2),
  charges: rupees(2),
  netPnl: rupees(netPnl),
  excursion: undefined,
  initialRisk: undefined,
  entryOrder: 'a' as OrderId,
  exitOrder: 'b' as OrderId,
  entrySeq: 1,
  exitSeq: 2,
  ...of,
});

const CAPITAL = rupees(1000);
const PARTS = new Map([['alpha', rupees(200)]]);

describe('breakdownOf', () => {
  const found = breakdownOf(
    [
      trade('2025-12-29 09:20:00', 100),
      trade('2025-12-29 09:59:59', -50, { side: 'SHORT', initialRisk: rupees(25) }),
      trade('2025-12-29 14:00:00', 30, { strategy: 'beta' }),
      trade('2026-01-01 23:20:00', -10, { instrument: 'NSE:INFY-EQ' }), // 17:50 UTC of the same Thursday
      trade('2026-01-02 00:10:00', 0), // 18:40 UTC of the Thursday
    ],
    CAPITAL,
    PARTS,
  );
  const keys = (
    rows: readonly { readonly key: string; readonly trades: number; readonly netPnl: number }[],
  ) => rows.map(({ key, trades, netPnl }) => [key, trades, netPnl]);

  it('is by strategy, instrument and side', () => {
    expect(keys(found.strategy)).to.deep.equal([
      ['alpha', 4, 40],
      ['beta', 1, 30],
    ]);
    expect(keys(found.instrument)).to.deep.equal([
      ['NSE:ACC-EQ', 4, 80],
      ['NSE:INFY-EQ', 1, -10],
    ]);
    expect(keys(found.side)).to.deep.equal([
      ['LONG', 4, 120],
      ['SHORT', 1, -50],
    ]);
  });

  it('is by the day, weekday and hour in India at which trades began', () => {
    expect(keys(found.day)).to.deep.equal([
      ['2025-12-29', 3, 80],
      ['2026-01-01', 1, -10],
      ['2026-01-02', 1, 0],
    ]);
    expect(keys(found.weekday)).to.deep.equal([
      ['Monday', 3, 80],
      ['Thursday', 1, -10],
      ['Friday', 1, 0],
    ]);
    expect(keys(found.hour)).to.deep.equal([
      ['00', 1, 0],
      ['09', 2, 50],
      ['14', 1, 30],
      ['23', 1, -10],
    ]);
  });

  it('tells of each what its trades came to', () => {
    expect(found.hour[1]).to.deep.equal({
      key: '09',
      netPnl: 50,
      charges: 4,
      trades: 2,
      winRate: 0.5,
      winRateWithoutZeros: 0.5,
      profitFactor: 2,
      allWins: false,
      averageWin: 100,
      averageLoss: -50,
      payoff: 2,
      expectancy: 25,
      expectancyR: -2, // of the one whose risk is known
      sqn: (Math.SQRT2 * 25) / Math.sqrt(75 ** 2 * 2),
      sqnCapped: (Math.SQRT2 * 25) / Math.sqrt(75 ** 2 * 2),
      fewTrades: true,
      kelly: 0.25,
      riskOfRuin: { equalBets: 1, diffusion: Math.exp((-2 * 25 * 1000) / 75 ** 2) },
      averageMae: null,
      averageMfe: null,
      exitEfficiency: null,
    });
  });

  it('calls trades all won where something was won and nothing lost', () => {
    // of Monday at 14 30, of Friday at 00 a zero
    expect(found.hour.map(({ key, allWins }) => [key, allWins])).to.deep.equal([
      ['00', false],
      ['09', false],
      ['14', true],
      ['23', false],
    ]);
  });

  it('takes the ruin of a strategy for that of its own part of the capital', () => {
    const ruins = found.strategy.map(({ riskOfRuin }) => riskOfRuin.diffusion);

    expect(ruins[0]).to.be.closeTo(Math.exp((-2 * 10 * 200) / 3050), 1e-12); // 100, −50, −10, 0
    expect(ruins[1]).to.equal(null);
  });

  it('sums to all of the trades, however they are split and ordered', () => {
    const trades = fc.array(
      fc
        .tuple(
          fc.integer({ min: 0, max: 59 }),
          fc.integer({ min: 0, max: 23 }),
          fc.integer({ min: -9_999, max: 9_999 }),
          fc.constantFrom<Trade['side']>('LONG', 'SHORT'),
          fc.constantFrom('alpha', 'beta', 'gamma'),
        )
        .map(([day, hour, netPnl, side, strategy]) =>
          trade(
            `${day < 31 ? '2025-12' : '2026-01'}-${String((day % 31) + 1).padStart(2, '0')} ${String(hour).padStart(2, '0')}:00:00`,
            netPnl,
            { side, strategy },
          ),
        ),
    );

    fc.assert(
      fc.property(trades, (some) => {
        const net = some.reduce((sum, { netPnl }) => sum + netPnl, 0) / 10_000;
        const rows = breakdownOf(some, CAPITAL, PARTS);
        const sorted = breakdownOf([...some].reverse(), CAPITAL, PARTS);
        for (const kind of ['strategy', 'instrument', 'side', 'day', 'weekday', 'hour'] as const) {
          expect(rows[kind].reduce((sum, row) => sum + row.netPnl, 0)).to.be.closeTo(net, 1e-6);
          expect(rows[kind].reduce((sum, row) => sum + row.trades, 0)).to.equal(some.length);
          expect(keys(sorted[kind])).to.have.deep.members(keys(rows[kind]));
        }
      }),
    );
  });
});

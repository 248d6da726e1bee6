import { expect } from 'chai';
import fc from 'fast-check';
import { market, type Side, stop } from '../../src/domain/intent.js';
import type { Price } from '../../src/domain/money.js';
import { type Order, withState } from '../../src/domain/order.js';
import { type EpochMs, epochMs } from '../../src/domain/time.js';
import type { ReportTrade } from '../../src/report/report.js';
import { reportTrade } from '../../src/report/report-trade.js';
import { ACC, Belt, INFY, ist } from './belt.js';
import { report } from './rows.js';

const OPEN = ist('2025-12-29 09:15:00.000');
const after = (seconds: number): EpochMs => epochMs(OPEN + seconds * 1000);

const tradesOf = (belt: Belt): readonly ReportTrade[] => report(belt.entries).result.trades.map(reportTrade);

/** Ten units are bought or sold at the first of `path` and given back at the last, a tick a second. */
const roundTrip = (side: Side, path: readonly number[]): ReportTrade => {
  const belt = new Belt();
  path.forEach((price, second) => {
    const tick = belt.tick(after(second), ACC, price);
    if (second === 0) belt.trade('alpha', tick, side, 10, price);
    if (second === path.length - 1) belt.trade('alpha', tick, side === 'BUY' ? 'SELL' : 'BUY', 10, price);
  });
  return tradesOf(belt)[0] ?? expect.fail('no trade');
};

describe('worst and best excursion of a trade', () => {
  const PATH = [100, 99.2, 101.5, 103, 102.2];

  it('are those of the last prices against the entry', () => {
    const { maePoints, mfePoints, mae, mfe, exitEfficiency } = roundTrip('BUY', PATH);

    expect({ maePoints, mfePoints, mae, mfe }).to.deep.equal({
      maePoints: -0.8,
      mfePoints: 3,
      mae: -8, // ten units
      mfe: 30,
    });
    expect(exitEfficiency).to.be.closeTo(0.7333333333, 1e-9); // 2.2 / 3
  });

  it('are mirrored for a short trade', () => {
    const { maePoints, mfePoints, mae, mfe, exitEfficiency } = roundTrip('SELL', PATH);

    expect({ maePoints, mfePoints, mae, mfe }).to.deep.equal({
      maePoints: -3,
      mfePoints: 0.8,
      mae: -30,
      mfe: 8,
    });
    expect(exitEfficiency).to.be.closeTo(-2.75, 1e-9); // -2.2 / 0.8
  });

  it('are zero on a price that stood still, of which no exit can have kept a share', () => {
    const { maePoints, mfePoints, exitEfficiency } = roundTrip('BUY', [100, 100, 100]);

    expect([maePoints, mfePoints, exitEfficiency]).to.deep.equal([0, 0, null]);
  });

  it('have no meaning where no price was known', () => {
    const belt = new Belt();
    const tick = belt.tick(OPEN, ACC, undefined);
    belt.trade('alpha', tick, 'BUY', 10, 100);
    belt.trade('alpha', tick, 'SELL', 10, 101);
    const { maePoints, mfePoints, mae, mfe, exitEfficiency } = tradesOf(belt)[0] ?? expect.fail('no trade');

    expect([maePoints, mfePoints, mae, mfe, exitEfficiency]).to.deep.equal([null, null, null, null, null]);
  });

  it('leave out what came before the entry, after the exit, and of other tokens', () => {
    const belt = new Belt();
    belt.tick(after(0), ACC, 50);
    const entry = belt.tick(after(1), ACC, 100);
    belt.trade('alpha', entry, 'BUY', 1, 100);
    belt.tick(after(2), INFY, 10);
    const exit = belt.tick(after(3), ACC, 101);
    belt.trade('alpha', exit, 'SELL', 1, 101);
    belt.tick(after(4), ACC, 200);
    const { maePoints, mfePoints } = tradesOf(belt)[0] ?? expect.fail('no trade');

    expect([maePoints, mfePoints]).to.deep.equal([0, 1]);
  });

  it('are by when executions were made, not by when they were told', () => {
    const belt = new Belt();
    const decided = belt.tick(after(0), ACC, 90);
    const bought = belt.order('alpha', decided, market('BUY', 1));
    belt.tick(after(1), ACC, 100); // executed here
    belt.tick(after(2), ACC, 97); // and told after this
    belt.fill(after(1), bought, 100, 0);
    const late = belt.tick(after(3), ACC, 104);
    const sold = belt.order('alpha', late, market('SELL', 1));
    belt.tick(after(4), ACC, 101); // executed here
    belt.tick(after(5), ACC, 150);
    belt.tick(after(6), ACC, 40);
    belt.fill(after(4), sold, 101, 0);
    const { maePoints, mfePoints } = tradesOf(belt)[0] ?? expect.fail('no trade');

    expect([maePoints, mfePoints]).to.deep.equal([-3, 4]);
  });

  it('are of the average entry, and in rupees of what was held when', () => {
    const belt = new Belt();
    belt.trade('alpha', belt.tick(after(0), ACC, 100), 'BUY', 10, 100);
    belt.tick(after(1), ACC, 96); // ten units stand at -40
    belt.trade('alpha', belt.tick(after(2), ACC, 98), 'BUY', 30, 98);
    belt.tick(after(3), ACC, 97); // forty at 3880 - 3940 = -60
    belt.trade('alpha', belt.tick(after(4), ACC, 101), 'SELL', 30, 101); // forty at 4040 - 3940 = 100
    belt.tick(after(5), ACC, 108); // 3030 for thirty, and ten at 1080: 170
    belt.trade('alpha', belt.tick(after(6), ACC, 103), 'SELL', 10, 103);
    const trade = tradesOf(belt)[0] ?? expect.fail('no trade');

    expect(trade.entryPrice).to.equal(98.5); // 3940 / 40
    expect([trade.maePoints, trade.mfePoints]).to.deep.equal([-2.5, 9.5]); // 96 and 108
    expect([trade.mae, trade.mfe]).to.deep.equal([-60, 170]);
  });

  it('begin anew where an execution crosses zero', () => {
    const belt = new Belt();
    belt.trade('alpha', belt.tick(after(0), ACC, 100), 'BUY', 10, 100);
    belt.tick(after(1), ACC, 104);
    belt.trade('alpha', belt.tick(after(2), ACC, 102), 'SELL', 20, 102);
    belt.tick(after(3), ACC, 101);
    belt.trade('alpha', belt.tick(after(4), ACC, 102.5), 'BUY', 10, 102.5);

    expect(tradesOf(belt).map(({ maePoints, mfePoints }) => [maePoints, mfePoints])).to.deep.equal([
      [0, 4],
      [-0.5, 1],
    ]);
  });

  it('are those of every mark between, however many, told at once or late', () => {
    const paise = fc.integer({ min: 9000, max: 11_000 });
    const cases = fc.record({
      path: fc.array(paise, { minLength: 3, maxLength: 600 }),
      from: fc.nat(),
      length: fc.nat(),
      entryLate: fc.integer({ min: 0, max: 40 }),
      exitLate: fc.integer({ min: 0, max: 40 }),
      side: fc.constantFrom<Side>('BUY', 'SELL'),
    });

    fc.assert(
      fc.property(cases, ({ path, from, length, entryLate, exitLate, side }) => {
        const first = from % path.length;
        const last = first + (length % (path.length - first));
        const belt = new Belt();
        let bought: Order | undefined;
        let sold: Order | undefined;
        const told = Math.min(first + entryLate, path.length - 1);
        const toldExit = Math.max(told, Math.min(last + exitLate, path.length - 1));
        path.forEach((price, second) => {
          const tick = belt.tick(after(second), ACC, price / 100);
          const priceAt = (index: number): number => (path[index] ?? NaN) / 100;
          if (second === first) bought = belt.order('alpha', tick, market(side, 10));
          if (second === last) sold = belt.order('alpha', tick, market(side === 'BUY' ? 'SELL' : 'BUY', 10));
          if (second === told && bought !== undefined) belt.fill(after(first), bought, priceAt(first), 0);
          if (second === toldExit && sold !== undefined) belt.fill(after(last), sold, priceAt(last), 0);
        });

        const entry = path[first] ?? NaN;
        const gains = path
          .slice(first, last + 1)
          .map((price) => (side === 'BUY' ? price - entry : entry - price) / 100);
        const [trade] = tradesOf(belt);
        expect(trade?.maePoints).to.be.closeTo(Math.min(0, ...gains), 1e-9);
        expect(trade?.mfePoints).to.be.closeTo(Math.max(0, ...gains), 1e-9);
        expect(trade?.mae).to.be.closeTo(10 * Math.min(0, ...gains), 1e-9);
        expect(trade?.mfe).to.be.closeTo(10 * Math.max(0, ...gains), 1e-9);
      }),
    );
  });
});

describe('initial risk of a trade', () => {
  /** Bought at 100, a stop at 98 against it that is sent `when`, sold at 103 for a charge of 2. */
  const stopped = (side: Side, trigger: number, when: 'before' | 'while open'): ReportTrade => {
    const belt = new Belt();
    const first = belt.tick(after(0), ACC, 100);
    if (when === 'before') belt.order('alpha', first, stop(side, 10, trigger));
    belt.trade('alpha', first, 'BUY', 10, 100);
    belt.tick(after(1), ACC, 99);
    if (when === 'while open') {
      belt.order('alpha', first, stop(side, 10, trigger));
      belt.order('alpha', first, stop(side, 10, trigger + 1));
    }
    belt.trade('alpha', belt.tick(after(2), ACC, 103), 'SELL', 10, 103, 2);
    return tradesOf(belt)[0] ?? expect.fail('no trade');
  };

  it('is what the first stop against it would have lost', () => {
    const { initialRisk, r, maeR, mfeR } = stopped('SELL', 98, 'while open');

    expect(initialRisk).to.equal(20); // ten units, two rupees
    expect(r).to.equal(1.4); // (30 - 2) / 20
    expect([maeR, mfeR]).to.deep.equal([-0.5, 1.5]);
  });

  it('counts a stop that waits as the trade opens, on the terms that it has then', () => {
    expect(stopped('SELL', 98, 'before').initialRisk).to.equal(20);

    const belt = new Belt();
    const first = belt.tick(after(0), ACC, 100);
    const cancelled = belt.order('alpha', first, stop('SELL', 10, 99));
    const moved = belt.order('alpha', first, stop('SELL', 10, 98));
    belt.order('beta', first, stop('SELL', 10, 99.5)); // of another
    belt.update(after(0), withState(cancelled, 'Cancelled'), 0);
    belt.update(after(0), { ...moved, trigger: 97 as Price }, 0);
    belt.trade('alpha', first, 'BUY', 10, 100);
    belt.trade('alpha', belt.tick(after(1), ACC, 103), 'SELL', 10, 103);

    expect(tradesOf(belt)[0]?.initialRisk).to.equal(30); // ten units, three rupees
  });

  it('is unknown without a stop on the other side, on the losing side', () => {
    for (const trade of [
      stopped('BUY', 98, 'while open'),
      stopped('SELL', 101, 'while open'),
      stopped('SELL', 101, 'before'),
    ])
      expect([trade.initialRisk, trade.r, trade.maeR, trade.mfeR]).to.deep.equal([null, null, null, null]);
  });
});

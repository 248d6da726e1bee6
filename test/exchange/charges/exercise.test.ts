import { expect } from 'chai';
import { inRupees, rupees } from '../../../src/domain/money.js';
import { sessionDayOf } from '../../../src/domain/session.js';
import { epochMs } from '../../../src/domain/time.js';
import { taxOfExercise } from '../../../src/exchange/charges/exercise.js';
import { ist } from '../../support/ist.js';
import { NIFTY_OPTION, TABLE } from './noted.js';

const taxed = (
  side: 'BUY' | 'SELL',
  intrinsic: number,
  { settled, on = '2026-04-28' }: { readonly settled?: number; readonly on?: string } = {},
): number =>
  inRupees(
    taxOfExercise(TABLE, {
      instrument: NIFTY_OPTION,
      day: sessionDayOf(epochMs(ist(`${on}T15:30:00`))),
      side,
      intrinsic: rupees(intrinsic),
      settled: settled === undefined ? undefined : rupees(settled),
    }),
  );

describe('taxOfExercise', () => {
  it('taxes the holder on the intrinsic value, and nobody else (example 5)', () => {
    expect(taxed('BUY', 11_726)).to.equal(18); // (26,180.40 - 26,000) * 65 * 0.15 % = 17.589
    expect(taxed('SELL', 11_726)).to.equal(0);
    expect(taxed('BUY', 11_726, { on: '2026-03-30' })).to.equal(15); // 0.125 %: 14.6575
  });

  it('taxes both as a delivery where shares change hands', () => {
    expect(taxed('BUY', 10_000, { settled: 500_000 })).to.equal(515); // 15 + 500
    expect(taxed('SELL', 10_000, { settled: 500_000 })).to.equal(500);
  });
});

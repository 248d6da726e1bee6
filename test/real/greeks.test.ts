import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { blackScholes, deltaOf, type EuropeanOption } from '../../src/margin/black-scholes.js';
import { realData } from './real-data.js';

describe('blackScholes', () => {
  if (realData === undefined) {
    it('has no table of another library on this machine', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;

  it('agrees with the table of another library, prices and deltas', () => {
    const table = JSON.parse(readFileSync(join(folder, 'ref-greeks-pyvollib', 'test_data.json'), 'utf8')) as {
      readonly columns: readonly string[];
      readonly data: readonly (readonly number[])[];
    };
    expect(table.data.length).to.equal(101);
    for (const row of table.data) {
      const of = (column: string): number => row[table.columns.indexOf(column)] ?? NaN;
      const [spot, rate, volatility] = [of('S'), of('R'), of('v')];
      const call: EuropeanOption = { type: 'CE', strike: of('K'), years: of('t') };
      const put: EuropeanOption = { ...call, type: 'PE' };

      expect(blackScholes(call, spot, volatility, rate)).to.be.closeTo(of('bs_call'), 1e-6);
      expect(blackScholes(put, spot, volatility, rate)).to.be.closeTo(of('bs_put'), 1e-6);
      expect(deltaOf(call, spot, volatility, rate)).to.be.closeTo(of('CD'), 1e-8);
      expect(deltaOf(put, spot, volatility, rate)).to.be.closeTo(of('PD'), 1e-8);
    }
  });
});

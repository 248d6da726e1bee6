import { expect } from 'chai';
import type { ChargeRow } from '../../../src/domain/charge-table.js';
import type { Money } from '../../../src/domain/money.js';
import type { SessionDay } from '../../../src/domain/session.js';
import { tableProblems } from '../../../src/exchange/charges/table-problems.js';
import { TABLE } from './noted.js';

const row = (from: number, to: number | undefined, facts: Partial<ChargeRow> = {}): ChargeRow => ({
  segments: ['NFO_FUT'],
  component: 'STT',
  side: 'SELL',
  base: 'TURNOVER',
  ratePpb: 1,
  roundTo: 100 as Money,
  scope: undefined,
  from: from as SessionDay,
  to: to as SessionDay | undefined,
  ...facts,
});
const KEY = 'NFO_FUT STT on TURNOVER of SELL for *';

describe('tableProblems', () => {
  it('finds none in the tables that come with rxtape', () => {
    expect(tableProblems(TABLE.rates)).to.deep.equal([]);
  });

  it('finds days with two rows and days with none', () => {
    expect(tableProblems([row(0, 9), row(9, undefined)])).to.deep.equal([
      `${KEY}: two rows are in force on 1970-01-10`,
    ]);
    expect(tableProblems([row(10, undefined), row(20, undefined)])).to.have.length(1);
    expect(tableProblems([row(0, 9), row(11, undefined)])).to.deep.equal([
      `${KEY}: no row between 1970-01-10 and 1970-01-12`,
    ]);
    expect(tableProblems([row(10, undefined), row(0, 9)])).to.deep.equal([]);
  });

  it('holds a row for both sides against those of each', () => {
    expect(tableProblems([row(0, undefined, { side: 'BOTH' }), row(5, undefined)])).to.have.length(1);
    expect(tableProblems([row(0, undefined, { side: 'BUY' }), row(5, undefined)])).to.deep.equal([]);
    expect(tableProblems([row(0, undefined, { scope: ['X'] }), row(5, undefined)])).to.deep.equal([]);
  });
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { chargePlanNamed } from '../../../src/adapter/charges/charge-plan.js';
import { loadChargeTable } from '../../../src/adapter/charges/load-charge-table.js';
import { DataError } from '../../../src/domain/failure.js';

const RATES = 'segments,component,side,base,rate,round,scope,from,to,grade';
const PLANS = 'plan,segments,perOrder,share,grade';
const GOOD = 'NFO_FUT,STT,SELL,TURNOVER,500000,1,*,2026-04-01,,H';

const loaded = (rates: readonly string[], plans: readonly string[] = [PLANS]): unknown => {
  const folder = mkdtempSync(join(tmpdir(), 'rxtape-charges-'));
  writeFileSync(join(folder, 'rates.csv'), `# what is charged\n${rates.join('\r\n')}\n`);
  writeFileSync(join(folder, 'plans.csv'), plans.join('\n'));
  return loadChargeTable(pathToFileURL(`${folder}/`));
};

describe('loadChargeTable', () => {
  it('reads rows, comments and empty lines passed over', () => {
    expect(loaded([RATES, '', GOOD], [PLANS, 'mine,NFO_FUT NFO_OPT,7.5,,L'])).to.deep.equal({
      rates: [
        {
          segments: ['NFO_FUT'],
          component: 'STT',
          side: 'SELL',
          base: 'TURNOVER',
          ratePpb: 500_000,
          roundTo: 10_000,
          scope: undefined,
          from: 20_544, // days since 1970
          to: undefined,
        },
      ],
      brokerage: [{ plan: 'mine', segments: ['NFO_FUT', 'NFO_OPT'], perOrder: 75_000, sharePpb: undefined }],
    });
  });

  for (const [what, row, expected] of [
    ['a segment that is none', GOOD.replace('NFO_FUT', 'NFO_FUTURE'), 'segments: expected segments such as'],
    [
      'a rate in percent',
      GOOD.replace('500000', '0.05'),
      'rate: expected a whole number of parts per billion, got "0.05"',
    ],
    [
      'a date that is none',
      GOOD.replace('04-01', '02-30'),
      'from: expected a date such as 2026-04-01, got "2026-02-30"',
    ],
    ['an end before its beginning', GOOD.replace(',,H', ',2026-03-31,H'), 'to: expected a date not before'],
    ['a missing cell', GOOD.slice(0, -2), 'grade: expected'],
    ['a cell too many', `${GOOD},x`, '11 cells, expected 10'],
    ['no scope', GOOD.replace('*', ''), 'scope: expected * or names'],
  ] as const)
    it(`refuses ${what}, with its line`, () => {
      expect(() => loaded([RATES, row])).to.throw(DataError, expected);
      expect(() => loaded([RATES, row])).to.throw(DataError, /rates\.csv: line 3: /);
    });

  it('refuses other columns, and rows that contradict each other', () => {
    expect(() => loaded(['segment,rate'])).to.throw(DataError, 'expected the columns segments,component');
    expect(() => loaded([RATES, GOOD, GOOD])).to.throw(DataError, 'two rows are in force on 2026-04-01');
  });
});

describe('chargePlanNamed', () => {
  it('knows the plans of the tables, and the charges that need none', () => {
    const names = ['none', 'flat:20', 'zero', 'flat5', 'flat10', 'flat20'];

    expect(names.map((name) => chargePlanNamed(name)?.name)).to.deep.equal(names);
    for (const name of ['', 'flat', 'flat:', 'flat21', 'Zero'])
      expect(chargePlanNamed(name)).to.equal(undefined);
  });
});

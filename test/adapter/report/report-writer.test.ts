import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { UsageError } from '../../../src/domain/failure.js';
import { market } from '../../../src/domain/intent.js';
import { epochMs } from '../../../src/domain/time.js';
import { reportWriter } from '../../../src/adapter/report/report-writer.js';
import { ReportFold } from '../../../src/report/report-fold.js';
import { reportOf } from '../../../src/report/report-of.js';
import { reportText } from '../../../src/report/report-text.js';
import { ACC, Belt, frame, ist } from '../../report/belt.js';
import { facts } from '../../report/facts.js';

const STRATEGIES = [...frame.strategies.keys()];

const OPEN = ist('2025-12-29 09:15:00');

const belt = (trips: number): Belt => {
  const run = new Belt();
  for (let trip = 0; trip < trips; trip += 1) {
    const at = OPEN + trip * 2000;
    run.trade('alpha', run.tick(epochMs(at), ACC, 100), 'BUY', 10, 100, 1);
    run.trade('alpha', run.tick(epochMs(at + 1000), ACC, 101), 'SELL', 10, 100.95, 1.5);
  }
  const refusal = { rule: 'r', limit: 1, actual: 2, unit: 'units', message: 'said "no", twice' } as const;
  run.refused('beta', run.tick(epochMs(OPEN + trips * 2000), ACC, 101), market('BUY', 2), refusal);
  return run;
};

describe('reportWriter', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'report-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true });
  });

  const read = (name: string): string => readFileSync(join(dir, name), 'utf8');

  const write = (run: Belt, into: string): string => {
    const writer = reportWriter(into, STRATEGIES);
    const fold = new ReportFold(frame, writer);
    for (const entry of run.entries) fold.take(entry);
    const report = reportOf(fold.result(), facts);
    writer.finish(report);
    return reportText(report);
  };

  it('writes a file of rows for each kind, and the report', () => {
    const text = write(belt(1), dir);

    expect(readdirSync(dir).sort()).to.deep.equal([
      'bars.csv',
      'decisions.ndjson',
      'equity.csv',
      'indicators.csv',
      'orders.csv',
      'report.json',
      'trades.csv',
    ]);
    expect(read('report.json')).to.equal(text);
    expect(read('trades.csv')).to.equal(
      'strategy,token,instrument,side,quantity,openedAt,closedAt,entryPrice,exitPrice,grossPnl,charges,netPnl,maePoints,mfePoints,mae,mfe,exitEfficiency,initialRisk,r,maeR,mfeR,entryOrder,exitOrder,entrySeq,exitSeq\n' +
        'alpha,NSE|22,NSE:ACC-EQ,LONG,10,2025-12-29T09:15:00.000+05:30,2025-12-29T09:15:01.000+05:30,100,100.95,9.5,2.5,7,0,1,0,10,0.95,,,,,alpha:NSE|22:1,alpha:NSE|22:2,5,10\n',
    );
    expect(read('orders.csv')).to.equal(
      'id,strategy,token,instrument,side,type,quantity,limit,trigger,validity,product,disclosed,decidedAt,state,filled,averagePrice,charges,reason,decisionSeq,verdictSeq,sentSeq,updateSeq\n' +
        'alpha:NSE|22:1,alpha,NSE|22,NSE:ACC-EQ,BUY,MARKET,10,,,DAY,INTRADAY,,2025-12-29T09:15:00.000+05:30,Filled,10,100,1,,2,3,4,5\n' +
        'alpha:NSE|22:2,alpha,NSE|22,NSE:ACC-EQ,SELL,MARKET,10,,,DAY,INTRADAY,,2025-12-29T09:15:01.000+05:30,Filled,10,100.95,1.5,,7,8,9,10\n' +
        'beta:NSE|22:1,beta,NSE|22,NSE:ACC-EQ,BUY,MARKET,2,,,DAY,INTRADAY,,2025-12-29T09:15:02.000+05:30,Refused,0,,0,"said ""no"", twice",12,13,,\n',
    );
    expect(read('equity.csv')).to.equal(
      'at,equity,cash,drawdown,equity:alpha,equity:beta\n' +
        '2025-12-29T09:15:00.000+05:30,100000,100000,0,60000,40000\n' +
        // bought at 100 for 1, marked at 101, sold at 100.95 for 1.5: the peak was 100009
        '2025-12-29T09:15:02.000+05:30,100007,100007,-2,60007,40000\n',
    );
    const lines = read('decisions.ndjson').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { orderId: string }).orderId)).to.deep.equal([
      'alpha:NSE|22:1',
      'alpha:NSE|22:2',
      'beta:NSE|22:1',
    ]);
  });

  it('makes the folder, and overwrites an earlier run', () => {
    const into = join(dir, 'out', 'momentum');

    write(belt(40), into);
    write(belt(1), into);

    expect(read('out/momentum/trades.csv').trimEnd().split('\n')).to.have.length(2);
    expect(read('out/momentum/decisions.ndjson').trimEnd().split('\n')).to.have.length(3);
  });

  it('writes the same bytes on every run', () => {
    const [one, two] = [join(dir, 'one'), join(dir, 'two')];

    write(belt(30), one);
    write(belt(30), two);

    for (const name of readdirSync(one))
      expect(readFileSync(join(one, name), 'utf8'), name).to.equal(readFileSync(join(two, name), 'utf8'));
  });

  it('writes rows while the run goes on, all of them by its end', () => {
    const run = belt(600);
    const writer = reportWriter(dir, STRATEGIES);
    const fold = new ReportFold(frame, writer);
    for (const entry of run.entries) fold.take(entry);

    expect(read('decisions.ndjson').length).to.be.greaterThan(65_536);
    writer.finish(reportOf(fold.result(), facts));
    expect(read('decisions.ndjson').trimEnd().split('\n')).to.have.length(1201);
    expect(read('trades.csv').trimEnd().split('\n')).to.have.length(601);
  });

  it('leaves no report of an earlier run beside the rows of one that failed', () => {
    write(belt(1), dir);

    const writer = reportWriter(dir, STRATEGIES);
    writer.close();
    writer.close();

    expect(existsSync(join(dir, 'report.json'))).to.equal(false);
    expect(read('trades.csv').split('\n')).to.have.length(2); // the header
  });

  it('says which folder it cannot write to', () => {
    writeFileSync(join(dir, 'file'), '');

    expect(() => reportWriter(join(dir, 'file'), [])).to.throw(UsageError, join(dir, 'file'));
  });
});

import { expect } from 'chai';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forwardTestText } from '../../src/adapter/console/forward-test-text.js';
import { writeForwardTest } from '../../src/adapter/report/forward-test-writer.js';
import { NO_LOG } from '../../src/port/log.js';
import type { ForwardTest } from '../../src/report/forward-test.js';
import { forwardTest } from '../../src/run/forward-test.js';
import { verify } from '../../src/run/verify.js';
import { usageError } from '../support/usage-error.js';
import { recordedSession } from './recorded-session.js';
import { resumedSession } from './resumed-session.js';

const sumOf = ({
  total,
  ...parts
}: NonNullable<ForwardTest['drift']>['difference']): readonly [number, number] => [
  total,
  Object.values(parts).reduce((sum, part) => sum + part, 0),
];

describe('forwardTest', () => {
  let dir: string;
  before(() => {
    dir = mkdtempSync(join(tmpdir(), 'rxtape-'));
  });
  after(() => rmSync(dir, { recursive: true }));

  const tested = (folder: string, out?: string) =>
    forwardTest(folder, { pipeline: undefined, out, log: NO_LOG });

  it('finds a session that nobody disturbed and a backtest of its ticks the same', async () => {
    const folder = await recordedSession(dir, { messages: 950 });
    const { found } = await tested(folder);
    const { digest } = await verify(folder, { pipeline: undefined, log: NO_LOG });
    const { drift, report, backtest } = found;

    expect(report.trades.length).to.be.greaterThan(3);
    expect(report.digest).to.equal(digest.recorded);
    expect(drift).to.deep.include({ isSameDigest: true });
    expect(found.firstDifference).to.equal(null);
    expect(drift?.signals).to.include({ jaccard: 1, missed: 0, extra: 0 });
    expect(drift?.slippage.rupees).to.deep.include({ mean: 0, deviation: 0 });
    expect(drift?.difference.total).to.equal(0);
    expect(backtest?.performance).to.deep.equal(report.performance);
    expect(report.config.settings).to.have.property('charges', 'flat:20');
  });

  it('tells what a halt cost, trade by trade, and writes both down', async () => {
    const folder = await recordedSession(dir);
    const out = join(dir, 'out');
    const { found, rows } = await tested(folder, out);
    writeForwardTest(out, found, rows);
    const { drift, report, backtest, session } = found;
    const [header = '', ...lines] = readFileSync(join(out, 'drift.csv'), 'utf8').trim().split('\n');

    expect(session).to.include({ kind: 'paper', recording: 'whole', feed: 'a test' });
    if (drift === null || backtest === null) throw new Error('no backtest');
    expect(drift.isSameDigest).to.equal(false);
    expect(drift.signals.missed).to.be.greaterThan(0);
    const { firstDifference } = found;
    // the halt refuses what the backtest goes on with
    expect(firstDifference?.session).to.include({ kind: 'Refused' });
    expect(firstDifference?.causes).to.have.length.greaterThan(0);
    expect(firstDifference?.outside).to.deep.include({ command: 'halt', reason: 'a pause' });
    expect(forwardTestText(found)).to.contain(`first difference: ${firstDifference?.summary ?? ''}`);
    const [total, parts] = sumOf(drift.difference);
    expect(total).to.be.closeTo(report.performance.netPnl - backtest.performance.netPnl, 1e-6);
    expect(parts).to.be.closeTo(total, 1e-6);
    expect(lines).to.have.length(drift.signals.matched + drift.signals.missed + drift.signals.extra);
    const column = header.split(',').indexOf('difference');
    expect(lines.reduce((sum, line) => sum + Number(line.split(',')[column]), 0)).to.be.closeTo(total, 1e-6);
    expect(readdirSync(out)).to.include.members([
      'report.json',
      'trades.csv',
      'forward-test.json',
      'drift.csv',
    ]);
    expect(JSON.parse(readFileSync(join(out, 'forward-test.json'), 'utf8'))).to.deep.equal(
      JSON.parse(JSON.stringify(found)),
    );
  });

  it('reports a session that was killed as far as it was recorded, and says so', async () => {
    const killed = join(dir, 'killed');
    await recordedSession(dir, { killed });
    const { session, stability } = (await tested(killed)).found;

    expect(session.recording).to.equal('cut off');
    expect(stability.crashes).to.equal(1);
  });

  it('tells of a session that was killed and went on: down while it was away, and its backtest all the same', async () => {
    const folder = join(dir, 'goes-on');
    await recordedSession(dir, { killed: folder });
    await resumedSession(folder, { count: 700, end: 'stop' });
    const { session, stability, drift } = (await tested(folder)).found;

    expect(session.recording).to.equal('whole');
    expect(stability).to.include({ crashes: 1, recoveries: 1 });
    const [crash] = stability.list.filter(({ cause }) => cause === 'crash');
    expect(crash?.ms).to.be.within(30_000, 40_000); // half a minute away, and until the next tick
    expect(crash?.detail).to.contain('cut off at');
    expect(drift?.netPnl.paper).to.be.a('number');
  });

  it('holds a session whose strategies began again with other settings against no backtest, and says so', async () => {
    const folder = join(dir, 'restarted');
    await recordedSession(dir, { killed: folder });
    const settings = [{ strategy: 'momentum', key: 'fast', value: 4 }];
    await resumedSession(folder, { count: 700, settings, restarts: true, end: 'stop' });
    const { found, rows } = await tested(folder);

    expect(found).to.include({ drift: null, backtest: null, firstDifference: null });
    expect(rows).to.deep.equal([]);
    expect(found.notes.join('; ')).to.match(/it is held against none; strategies began again at entry \d+/);
    expect(found.report.trades.length).to.be.greaterThan(0);
  });

  it('refuses what is no session', async () => {
    expect(await usageError(tested(dir))).to.contain('no recorded session');
  });
});

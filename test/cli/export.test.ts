import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance, type Json } from '@duckdb/node-api';
import { expect } from 'chai';
import type { Report } from '../../src/report/report.js';
import { FUTURE, plainPipeline } from './plain-pipeline.js';
import { LiveProcess } from './live-process.js';
import { rxtape, scratch } from './rxtape.js';

const TABLES = ['trades', 'orders', 'equity', 'decisions', 'bars', 'indicators'];

/** What a strategy may say: all that a cell could trip over. */
const REASON = 'said "no",\n\ttwice; ₹ 1,00,000 \u2028 NULL';

/** Turns at every 500th tick, by each kind of intent. */
const TURNS = `
  const side = (n / 500) % 2 === 0 ? 'BUY' : 'SELL';
  const order = { kind: 'Submit', side, quantity: 65, type: 'MARKET', validity: 'DAY', reason: ${JSON.stringify(REASON)} };
  const far = { ...order, type: 'LIMIT', limit: 25000, side: 'BUY', reason: undefined };
  if (n === 2000) return [n + 1, [far]];
  if (n === 2100) return [n + 1, [{ kind: 'Modify', orderId: 'plain:${FUTURE}:5', change: { limit: 25001 }, reason: 'nearer' }]];
  if (n === 2200) return [n + 1, [{ kind: 'Cancel', orderId: 'plain:${FUTURE}:5', reason: 'enough' }]];
  if (n === 2300) return [n + 1, [{ kind: 'Cancel', orderId: 'plain:${FUTURE}:99', reason: 'none' }]];
  return [n + 1, n % 500 === 0 && n < 2000 ? [order] : []];`;

type Row = Readonly<Record<string, Json>>;

describe('rxtape export', () => {
  const files = scratch();
  after(files.remove);
  const run = join(files.dir, 'run');
  const pipeline = files.file(
    'plain.mjs',
    plainPipeline(TURNS, {
      graph:
        "(event$, { cutBars, strategies }) => event$.pipe(cutBars('15m', { by: 'ticks', least: 1000 }), strategies)",
      plots: '(n) => ({ heard: n, half: n / 2, later: n < 3000 ? undefined : 1 })',
    }),
  );
  let query: (sql: string) => Promise<readonly Row[]>;

  before(async () => {
    const { code, stderr } = rxtape(
      'backtest',
      pipeline,
      '--data',
      'data/sample-day.parquet',
      '--out',
      run,
      '--quiet',
    );
    expect(code, stderr).to.equal(0);
    const db = await (await DuckDBInstance.create()).connect();
    query = async (sql) => (await db.runAndReadAll(sql)).getRowObjectsJson();
  });

  const table = (folder: string, name: string, format: string): Promise<readonly Row[]> =>
    query(`select * from '${join(folder, `${name}.${format}`)}'`);

  const report = (): Report => JSON.parse(readFileSync(join(run, 'report.json'), 'utf8')) as Report;

  describe('of a run', () => {
    let told: readonly { readonly name: string; readonly rows: number; readonly files: readonly string[] }[];
    before(() => {
      const { code, stdout, stderr } = rxtape('export', run, '--json');
      expect(code, stderr).to.equal(0);
      told = JSON.parse(stdout) as typeof told;
    });

    it('tells what it wrote', async () => {
      expect(told.map(({ name }) => name)).to.deep.equal(TABLES);
      for (const { name, rows, files: written } of told) {
        expect(written).to.deep.equal([join(run, `${name}.parquet`), join(run, `${name}.csv`)]);
        expect(await table(run, name, 'parquet')).to.have.length(rows);
        expect(rows).to.be.greaterThan(1);
      }
    });

    it('keeps every figure of the trades that the report has', async () => {
      const rows = await query(
        `select * replace (epoch_ms(openedAt) as openedAt, epoch_ms(closedAt) as closedAt) from '${join(run, 'trades.parquet')}'`,
      );

      expect(
        rows.map((row) => numbered(row, ['quantity', 'entrySeq', 'exitSeq', 'openedAt', 'closedAt'])),
      ).to.deep.equal(
        report().trades.map((trade) => ({
          ...trade,
          openedAt: Date.parse(trade.openedAt),
          closedAt: Date.parse(trade.closedAt),
        })),
      );
    });

    it('makes CSV and Parquet that hold the same', async () => {
      for (const name of TABLES) {
        const described = await query(`describe select * from '${join(run, `${name}.parquet`)}'`);
        // the reader of CSV guesses types, so it is told those of the other file, but for a time with its zone
        const types = described.map(({ column_name: column, column_type: type }) => {
          return `'${textOf(column)}': '${type === 'TIMESTAMP' ? 'TIMESTAMPTZ' : textOf(type)}'`;
        });
        const csv = `select * from read_csv('${join(run, `${name}.csv`)}', types = {${types.join(', ')}})`;
        const times = described
          .filter(({ column_type: type }) => type === 'TIMESTAMP')
          .map(({ column_name: column }) => `epoch_ms("${textOf(column)}") as "${textOf(column)}"`);

        expect(await query(`select * replace (${times.join(', ')}) from (${csv})`), name).to.deep.equal(
          await query(`select * replace (${times.join(', ')}) from '${join(run, `${name}.parquet`)}'`),
        );
      }
    });

    it('leaves the tables of the run as they were', () => {
      const again = join(files.dir, 'again');
      expect(rxtape('export', run, '--format', 'csv', '--out', again).code).to.equal(0);
      for (const name of ['trades', 'orders', 'equity'])
        expect(readFileSync(join(again, `${name}.csv`), 'utf8')).to.equal(
          readFileSync(join(run, `${name}.csv`), 'utf8'),
        );
    });

    it('lays every kind of decision flat', async () => {
      const rows = await query(
        `select wanted, side, type, quantity, "limit", reason, verdict, rule, sentSeq is not null as sent
         from '${join(run, 'decisions.parquet')}' order by seq`,
      );
      const order = { quantity: '65', verdict: 'approved', rule: null, sent: true };
      const none = { side: null, type: null, quantity: null, limit: null };
      const turn = { wanted: 'Submit', type: 'MARKET', limit: null, reason: REASON, ...order };

      expect(rows.slice(0, 4)).to.deep.equal([
        { ...turn, side: 'BUY' },
        { ...turn, side: 'SELL' },
        { ...turn, side: 'BUY' },
        { ...turn, side: 'SELL' },
      ]);
      expect(rows.slice(4)).to.deep.equal([
        { ...turn, wanted: 'Submit', side: 'BUY', type: 'LIMIT', limit: 25000, reason: null },
        {
          ...order,
          wanted: 'Modify',
          side: null,
          type: null,
          quantity: null,
          limit: 25001,
          reason: 'nearer',
        },
        { ...order, ...none, wanted: 'Cancel', reason: 'enough' },
        { ...none, wanted: 'Cancel', reason: 'none', verdict: 'refused', rule: 'openOrder', sent: false },
      ]);
    });

    it('keeps the bars that the graph cut, and what the strategy plotted with each', async () => {
      const bars = await query(
        `select spec, count(*)::int as bars, min(epoch_ms(closeAt - openAt))::int as shortest, sum(ticks)::int as ticks
       from '${join(run, 'bars.parquet')}' group by spec order by spec`,
      );
      const plotted = await query(
        `select name, count(*)::int as rows, count(distinct i.cause)::int as bars, min(value) as least
       from '${join(run, 'indicators.parquet')}' i join '${join(run, 'bars.parquet')}' b on b.seq = i.cause
       group by name order by name`,
      );

      const [timed, counted] = bars;
      const all = Number(timed?.['bars']) + Number(counted?.['bars']);
      expect(bars).to.deep.equal([
        { spec: '15m', bars: 25, shortest: 900_000, ticks: timed?.['ticks'] },
        // the last one is shown at the close, as it is
        {
          ...counted,
          spec: 'ticks(1000)',
          bars: Math.ceil(Number(timed?.['ticks']) / 1000),
          ticks: timed?.['ticks'],
        },
      ]);
      expect(plotted.slice(0, 2)).to.deep.equal([
        { name: 'half', rows: all, bars: all, least: Number(plotted[1]?.['least']) / 2 },
        { name: 'heard', rows: all, bars: all, least: plotted[1]?.['least'] },
      ]);
      expect(plotted[2]).to.deep.include({ name: 'later', least: 1 });
      expect(Number(plotted[2]?.['rows'])).to.be.within(1, all - 1);
    });

    it('keeps all that was seen, and the state, as JSON', async () => {
      const lines = readFileSync(join(run, 'decisions.ndjson'), 'utf8').trimEnd().split('\n');
      const rows = await query(`select saw, state from '${join(run, 'decisions.parquet')}' order by seq`);

      expect(
        rows.map(({ saw, state }) => [
          JSON.parse(textOf(saw)) as unknown,
          JSON.parse(textOf(state)) as unknown,
        ]),
      ).to.deep.equal(
        lines.map((line) => {
          const { saw, state } = JSON.parse(line) as { readonly saw: unknown; readonly state: unknown };
          return [saw, state];
        }),
      );
    });
  });

  it('writes empty tables of a run that did nothing, which have their columns', async () => {
    const idle = join(files.dir, 'idle');
    const nothing = files.file('idle.mjs', plainPipeline('return [n, []];'));
    rxtape('backtest', nothing, '--data', 'data/sample-day.parquet', '--out', idle, '--quiet');

    expect(rxtape('export', idle).stdout).to.contain('trades: 0 rows');
    for (const name of ['trades', 'orders', 'decisions'])
      for (const format of ['parquet', 'csv']) expect(await table(idle, name, format)).to.deep.equal([]);
    const columns = await query(`describe select * from '${join(idle, 'trades.parquet')}'`);
    expect(columns.map(({ column_name: name }) => name)).to.include.members(['openedAt', 'netPnl']);
  });

  describe('of what is no whole run', () => {
    const broken = (change: (folder: string) => void): { code: number | null; stderr: string } => {
      const folder = join(files.dir, 'broken');
      rmSync(folder, { recursive: true, force: true });
      cpSync(run, folder, { recursive: true });
      change(folder);
      return rxtape('export', folder);
    };

    it('refuses a folder without report.json, with what makes one', () => {
      const { code, stderr } = broken((folder) => rmSync(join(folder, 'report.json')));

      expect(code).to.equal(2);
      expect(stderr)
        .to.contain('has no report.json')
        .and.to.contain('backtest --out')
        .and.not.to.contain('    at ');
    });

    it('refuses a report of another form, with what is wrong in it', () => {
      const { code, stderr } = broken((folder) => {
        writeFileSync(join(folder, 'report.json'), JSON.stringify({ ...report(), digest: 7 }));
      });

      expect(code).to.equal(1);
      expect(stderr).to.match(/report\.json: is no report of this version: digest: expected Sha256, got 7/);
    });

    it('tells the place of a cell that its column cannot hold, and leaves nothing half written', () => {
      const { code, stderr } = broken((folder) => {
        for (const name of ['trades.parquet', 'orders.parquet']) rmSync(join(folder, name), { force: true });
        const path = join(folder, 'trades.csv');
        writeFileSync(path, readFileSync(path, 'utf8').replace(/,65,/, ',many,'));
      });

      expect(code).to.equal(1);
      expect(stderr).to.match(/trades\.csv: line 2: quantity: expected a whole number, got many/);
    });

    for (const name of ['equity.csv', 'decisions.ndjson'])
      it(`tells in a line that ${name} is missing, and leaves nothing half written`, () => {
        const { code, stderr } = broken((folder) => rmSync(join(folder, name)));

        const path = join(files.dir, 'broken', name);
        expect(stderr).to.equal(
          `rxtape: ${path}: cannot be read: ENOENT: no such file or directory, open '${path}'\n`,
        );
        expect(code).to.equal(1);
        expect(readdirSync(join(files.dir, 'broken')).filter((file) => file.endsWith('.partial'))).to.be
          .empty;
      });

    it('names the table whose quotes are broken, not the one that would be written', () => {
      const { code, stderr } = broken((folder) => appendFileSync(join(folder, 'equity.csv'), '"a"b,1\n'));

      expect(code).to.equal(1);
      expect(stderr).to.match(/^rxtape: \S*equity\.csv: cannot be read: Invalid Closing Quote: .*\n$/);
    });

    it('tells which line is cut off', () => {
      const { code, stderr } = broken((folder) => {
        const path = join(folder, 'decisions.ndjson');
        writeFileSync(path, readFileSync(path, 'utf8').slice(0, -40));
      });
      expect(code).to.equal(1);
      expect(stderr).to.match(/decisions\.ndjson: line \d+: is no JSON/);
    });

    it('refuses a place that cannot be written to, and a full disk, which leaves no file behind', async () => {
      const file = files.file('taken', '');
      expect(rxtape('export', run, '--out', join(file, 'in'))).to.include({ code: 2 });

      const out = join(files.dir, 'full');
      const { code, stderr } = await LiveProcess.start(
        ['export', run, '--out', out],
        {},
        'ulimit -S -f 1',
      ).outcome();
      expect(code).to.equal(1);
      expect(stderr).to.match(/trades\.parquet: cannot be written: EFBIG/);
      expect(readdirSync(out)).to.deep.equal([]);
    });
  });
});

/** The columns `names` as numbers: DuckDB tells 64-bit integers as text. */
const numbered = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, names.includes(name) ? Number(value) : value]),
  );

const textOf = (cell: Json | undefined): string => {
  if (typeof cell !== 'string') throw new TypeError(`expected text, got ${typeof cell}`);
  return cell;
};

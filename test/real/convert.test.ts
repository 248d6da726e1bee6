import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { tokenOf } from '../../src/domain/token.js';
import { rxtape } from '../cli/rxtape.js';
import { expectSame } from './expect-same.js';
import { realData } from './real-data.js';
import { rowsRead } from './rows-read.js';

describe('rxtape convert, on real files', () => {
  if (realData === undefined) {
    it('is not run, since they are not here: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;
  const dir = mkdtempSync(join(tmpdir(), 'rxtape-'));
  after(() => {
    rmSync(dir, { recursive: true });
  });
  const digestOf = (pipeline: string, data: string, master: string, ...args: readonly string[]): string => {
    const { code, stdout, stderr } = rxtape(
      'backtest', pipeline, '--data', data, '--master', master, '--json', ...args,
    ); // prettier-ignore
    expect(code, stderr).to.equal(0);
    return (JSON.parse(stdout) as { digest: string }).digest;
  };
  const converted = (name: string, ...args: readonly string[]): Converted => {
    const { code, stdout, stderr } = rxtape('convert', ...args, '--out', join(dir, name), '--json');
    expect(code, stderr).to.equal(0);
    return JSON.parse(stdout) as Converted;
  };
  interface Converted {
    readonly days: readonly { readonly date: string; readonly messages: number }[];
    readonly done: { readonly rows: number; readonly messages: number };
  }

  it('makes of the ticks of the NIFTY future a tape that trades to the same digest', () => {
    const ticks = join(folder, 'in-nifty-fut-ticks-20251229/nifty_futures11_today_all_ticks.csv');
    const master = join(dir, 'master.csv');
    writeFileSync(
      master,
      'Exchange,Token,LotSize,Symbol,TradingSymbol,Expiry,Instrument,OptionType,StrikePrice,TickSize,\n' +
        'NFO,49543,75,NIFTY,NIFTY30DEC25F,30-DEC-2025,FUTIDX,XX,0,0.10,\n',
    );
    const pipeline = join(dir, 'nifty.pipeline.ts');
    writeFileSync(
      pipeline,
      `import { bind, definePipeline, rupees } from '${resolve('src/index.ts')}';
       import { momentum } from '${resolve('strategies/momentum.ts')}';
       export default definePipeline({
         name: 'nifty', instruments: ['NFO|49543'], capital: rupees(10_000_000), risk: [],
         strategies: [bind(momentum, { fast: 12, slow: 26, quantity: 75 })],
       });\n`,
    );

    const { days, done } = converted('nifty', ticks, '--instrument', 'NFO|49543');

    expect(days).to.have.length(1);
    expect(days[0]).to.include({ date: '2025-12-29', messages: 5_837 });
    expect(done).to.include({ rows: 5_837, messages: 5_837 });
    expect(digestOf(pipeline, join(dir, 'nifty'), master)).to.equal(
      digestOf(pipeline, ticks, master, '--instrument', 'NFO|49543'),
    );
  });

  it('makes of the messages of a book rows that say the same, all five levels', async () => {
    const frames = join(folder, 'raw-ws-binance-20240808/btcusdt_20240808.gz');
    const levels = ['', '2', '3', '4', '5'].flatMap((n) => [`bid${n}`, `ask${n}`, `bidQuantity${n}`, `askQuantity${n}`]); // prettier-ignore
    const fields = ['exchangeAt', 'last', 'lastQuantity', 'volume', ...levels];
    const token = tokenOf('NSE', '1');

    const { done } = converted('binance', frames, '--instrument', token);

    const made = await rowsRead({ paths: [join(dir, 'binance')] }, fields);
    const original = await rowsRead(
      { paths: [frames], instruments: [{ pattern: undefined, token }] },
      fields,
    );
    expect(done).to.include({ rows: 41_249, skipped: 3, messages: 41_246 });
    expect(made.rows.some((row) => row['bid5'] !== undefined)).to.equal(true);
    expectSame(made.rows, original.rows);
  });

  it('makes of the bars of RELIANCE ticks that trade to the same digest', () => {
    const bars = join(folder, 'in-equity-bars-2025/reliance_1min_60days.csv');
    const master = join(folder, 'in-instruments-noren-2025/NSE_symbols.txt');
    const pipeline = 'test/real/reliance.pipeline.ts';

    const { days, done } = converted('reliance', bars, '--master', master, '--instrument', 'NSE:RELIANCE-EQ');

    expect(days).to.have.length(41);
    expect(done).to.include({ rows: 15_372, messages: 61_488 });
    expect(days.find(({ date }) => date === '2025-12-15')?.messages).to.equal(4 * 372);
    expect(digestOf(pipeline, join(dir, 'reliance'), master)).to.equal(digestOf(pipeline, bars, master));
  });
});

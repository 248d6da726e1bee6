import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tapeWriter } from '../../src/adapter/tape/write/tape-writer.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { type Token, tokenOf } from '../../src/domain/token.js';
import { marketColumns, messageOf } from '../bench/market-columns.js';
import { instrument } from '../support/instrument.js';

/** Trading of `count` instruments on a disk, to be played by a simulator. */
export interface SoakTape {
  readonly data: string;
  readonly master: string;
  readonly instruments: readonly Instrument[];
}

const START = Date.parse('2026-01-05T09:20:00+05:30');

/** Writes a random walk of `count` instruments, each with a message every `spacingMs`, for `lengthMs`, into `dir`. */
export const soakTape = async (
  dir: string,
  {
    count,
    spacingMs,
    lengthMs,
  }: { readonly count: number; readonly spacingMs: number; readonly lengthMs: number },
): Promise<SoakTape> => {
  const tokens = Array.from({ length: count }, (_, i) => tokenOf('NSE', String(1_000 + i)));
  const instruments = tokens.map(soakInstrument);
  const data = join(dir, 'soak.parquet');
  const master = join(dir, 'instruments.csv');
  const rows = Math.floor((count * lengthMs) / spacingMs);
  const columns = marketColumns(rows, tokens);
  const at = Float64Array.from(columns.at, (_, row) => START + Math.floor((row * spacingMs) / count));
  const writer = await tapeWriter(data, { levels: 1 });
  for (let row = 0; row < rows; row += 1) await writer.append(messageOf({ ...columns, at }, row));
  await writer.close();
  const lines = instruments.map(
    ({ symbol, tradingSymbol }, i) => `NSE,${1_000 + i},1,${symbol},${tradingSymbol},,EQ,,,0.05,`,
  );
  await writeFile(master, [HEAD, ...lines, ''].join('\n'));
  return { data, master, instruments };
};

const HEAD = 'Exchange,Token,LotSize,Symbol,TradingSymbol,Expiry,Instrument,OptionType,StrikePrice,TickSize,';

const soakInstrument = (token: Token, i: number): Instrument =>
  instrument({
    token,
    exchange: 'NSE',
    name: `NSE:SOAK${i}-EQ`,
    symbol: `SOAK${i}`,
    tradingSymbol: `SOAK${i}-EQ`,
    lotSize: 1,
    tickSize: 0.05,
  });

import { join } from 'node:path';
import { expect } from 'chai';
import { expectSame } from './expect-same.js';
import { barter, binance } from './oracle/frames.js';
import type { WantedRow } from './oracle/wanted-row.js';
import { realData } from './real-data.js';
import { rowsRead } from './rows-read.js';

const LEVELS = ['', '2', '3', '4', '5'].flatMap((n) => [`bid${n}`, `ask${n}`, `bidQuantity${n}`, `askQuantity${n}`]); // prettier-ignore
const FIELDS = ['exchangeAt', 'last', 'lastQuantity', 'volume', ...LEVELS];

/** Every field in every row, undefined where it says nothing, so that a field too many shows. */
const filled = (rows: readonly WantedRow[]): WantedRow[] =>
  rows.map((row) => ({
    of: row.of,
    at: row.at,
    ...Object.fromEntries(FIELDS.map((field) => [field, row[field]])),
  }));

describe('recorded messages', () => {
  if (realData === undefined) {
    it('are not read, since they are not here: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;

  for (const [file, of, lines, dropped] of [
    ['btcusdt_20240808.gz', 'BTCUSDT', 41_249, 3],
    ['ethusdt_20240808.gz', 'ETHUSDT', 33_618, 2],
  ] as const) {
    it(`raw-ws-binance-20240808: quotes, trades and a book that is rebuilt from a snapshot and its changes: ${of}`, async () => {
      const path = join(folder, 'raw-ws-binance-20240808', file);
      const wanted = filled(binance(path, of));

      const { mappings, rows, refused } = await rowsRead({ paths: [path] }, FIELDS);

      expect(mappings[path]).to.contain('messages of Binance');
      expect(refused).to.deep.equal([]);
      expect(wanted).to.have.length(lines - dropped);
      expectSame(rows, wanted);
    });
  }

  it('raw-events-barter-20241220: trades of two instruments, and no row of a reconnection', async () => {
    const path = join(
      folder,
      'raw-events-barter-20241220',
      'binance_spot_market_data_with_disconnect_events.json',
    );
    const wanted = filled(barter(path));

    const { mappings, rows } = await rowsRead({ paths: [path] }, FIELDS);

    expect(mappings[path]).to.contain('messages of barter');
    expect(wanted).to.have.length(21);
    expectSame(rows, wanted);
  });
});

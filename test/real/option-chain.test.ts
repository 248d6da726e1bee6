import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectSame } from './expect-same.js';
import { optionChain } from './oracle/option-chain.js';
import { realData } from './real-data.js';
import { rowsRead } from './rows-read.js';

const FIELDS = ['exchangeAt', 'last', 'volume', 'openInterest', 'bid', 'ask', 'bidQuantity', 'askQuantity'];

/** Files that are held against each other in one go. */
const AT_ONCE = 34;

describe('the NIFTY option chain, in-nifty-option-chain-20250829', () => {
  if (realData === undefined) {
    it('is not read, since it is not here: set RXTAPE_REAL_DATA to the folder that holds it', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = join(realData, 'in-nifty-option-chain-20250829');
  const pathsOf = (day: string): string[] =>
    readdirSync(join(folder, day))
      .sort()
      .map((file) => join(folder, day, file));
  const read = (paths: readonly string[]) => rowsRead({ paths, zone: 'Asia/Kolkata' }, FIELDS);

  it('has two legs a row, on the whole of 2025-08-29', async function () {
    this.timeout(180_000);
    const paths = pathsOf('20250829');
    let rows = 0;
    for (let i = 0; i < paths.length; i += AT_ONCE) {
      const some = paths.slice(i, i + AT_ONCE);
      const wanted = some.flatMap(optionChain);

      expectSame((await read(some)).rows, wanted);

      rows += wanted.length;
    }
    expect(paths).to.have.length(306);
    expect(rows).to.equal(2 * 233_762);
  });

  it('was collected on a holiday too, on which every row repeats the close of the day before', async () => {
    const paths = pathsOf('20250827');
    const wanted = paths.flatMap(optionChain);
    const { rows, mappings } = await read(paths);

    for (const mapping of Object.values(mappings)) {
      expect(mapping).to.match(
        /^option chain: at=collection_timestamp \(Asia\/Kolkata\), symbol=Symbol, expiry=Expiry_Date, strike=Strike_Price, exchangeAt=Fetch_Time, last=(?:CALLS|PUTS)_LTP/,
      );
    }
    expect(wanted).to.have.length(2 * 5_369);
    expect(new Set(wanted.map(({ exchangeAt }) => exchangeAt))).to.deep.equal(
      new Set([Date.UTC(2025, 7, 26, 10)]), // 15:30 IST
    );
    expectSame(rows, wanted);
  });
});

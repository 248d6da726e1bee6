import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { loadInstruments } from '../../src/adapter/master/load-instruments.js';
import { resolveInstruments } from '../../src/run/resolve-instruments.js';
import { realData } from './real-data.js';

describe('the Shoonya masters of 2025', () => {
  if (realData === undefined) {
    it('are not here, so reading them is not run: set RXTAPE_REAL_DATA to the folder that holds them', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const nse = join(realData, 'in-instruments-noren-2025', 'NSE_symbols.txt');
  const nfo = join(realData, 'in-instruments-noren-2025', 'NFO_symbols.txt');

  it('are read whole: an instrument for every line but the header', async () => {
    const book = await loadInstruments([nse, nfo]);
    const lines = (await Promise.all([nse, nfo].map((path) => readFile(path, 'utf8'))))
      .map((text) => text.trimEnd().split('\n').length - 1)
      .reduce((a, b) => a + b);

    expect(book.instruments.length + book.placeholders).to.equal(lines); // 8,634 + 37
    expect(lines).to.equal(8_671);
  });

  it('have no name twice', async () => {
    const { instruments } = await loadInstruments([nse, nfo]);

    expect(new Set(instruments.map(({ name }) => name)).size).to.equal(instruments.length);
  });

  it('resolve the names that people write', async () => {
    const book = await loadInstruments([nse, nfo]);
    const found = resolveInstruments(book, ['NSE:ACC-EQ', 'NSE:NIFTY INDEX', 'nfo:idfcfirstb25nov25p85']);

    expect(
      found.map(({ token, lotSize, tickSize, expiry, strike, optionType }) => [
        token,
        lotSize,
        tickSize,
        expiry,
        strike,
        optionType,
      ]),
    ).to.deep.equal([
      ['NSE|22', 1, 0.1, undefined, undefined, undefined],
      ['NSE|26000', 1, undefined, undefined, undefined, undefined],
      ['NFO|115854', 9275, 0.05, '2025-11-25', 85, 'PE'],
    ]);
  });

  it('give no price to the tick of an index alone', async () => {
    const { instruments } = await loadInstruments([nse]);
    const tickless = instruments.filter(({ tickSize }) => tickSize === undefined);

    expect(tickless.map(({ kind }) => kind)).to.deep.equal(Array<string>(6).fill('INDEX'));
  });

  it('name what was meant by a symbol without its series', async () => {
    const book = await loadInstruments([nse, nfo]);

    expect(() => resolveInstruments(book, ['NSE:RELIANCE', 'RELAINCE-EQ', 'NIFTY'])).to.throw(
      /'NSE:RELIANCE'; nearest: NSE:RELIANCE-EQ,.*\n.*'RELAINCE-EQ'; nearest: NSE:RELIANCE-EQ,.*\n.*'NIFTY'; nearest:.* NSE:NIFTY INDEX/,
    );
  });
});

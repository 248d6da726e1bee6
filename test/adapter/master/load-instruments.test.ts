import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadInstruments } from '../../../src/adapter/master/load-instruments.js';
import { DataError, type Failure, UsageError } from '../../../src/domain/failure.js';

const HEADER = 'Exchange,Token,LotSize,Symbol,TradingSymbol,Instrument,TickSize,';

describe('loadInstruments', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rxtape-masters-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const master = async (name: string, content: string | Uint8Array): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  const failureOf = async (...paths: readonly string[]): Promise<Failure> => {
    try {
      await loadInstruments(paths);
    } catch (error) {
      if (error instanceof UsageError || error instanceof DataError) return error;
      throw error;
    }
    throw new Error('it was loaded');
  };

  it('reads several masters as one book', async () => {
    const nse = await master('NSE_symbols.txt', `${HEADER}\nNSE,22,1,ACC,ACC-EQ,EQ,0.1,\n`);
    const bse = await master('BSE_symbols.txt', `${HEADER}\nBSE,500410,1,ACC,ACC,A,0.05,\n`);

    const { instruments } = await loadInstruments([nse, bse]);

    expect(instruments.map(({ token, name }) => [token, name])).to.deep.equal([
      ['NSE|22', 'NSE:ACC-EQ'],
      ['BSE|500410', 'BSE:ACC'],
    ]);
  });

  it('reads rows that end without the comma of the header, each as itself', async () => {
    const cds = await master(
      'CDS_symbols.txt',
      [
        'Exchange,Token,LotSize,Precision,Multiplier,Symbol,TradingSymbol,Expiry,Instrument,OptionType,StrikePrice,TickSize,',
        'CDS,1,1,4,1000,USDINR,USDINR,,UNDCUR,,,',
        'CDS,10430,1,4,1000,USDINR,USDINR11JUL25F,11-JUL-2025,FUTCUR,XX,-1e-07,0.0025',
        'CDS,17241,1,4,1000,USDINR,USDINR26SEP25P89.75,26-SEP-2025,OPTCUR,PE,89.75,0.0025',
        'CDS,17242,1,4,1000,USDINR,USDINR26SEP25C89.75,26-SEP-2025,OPTCUR,CE,89.75,0.0025,',
      ].join('\n'),
    );

    const { instruments } = await loadInstruments([cds]);

    expect(instruments.map(({ token, tickSize }) => [token, tickSize])).to.deep.equal([
      ['CDS|1', undefined],
      ['CDS|10430', 0.0025],
      ['CDS|17241', 0.0025],
      ['CDS|17242', 0.0025],
    ]);
  });

  it('reads either line end, a byte order mark and empty lines', async () => {
    const path = await master(
      'NSE.txt',
      `\uFEFF${HEADER}\r\nNSE,22,1,ACC,ACC-EQ,EQ,0.1,\r\n\r\nNSE,9,1,A,A-EQ,EQ,0.1,`,
    );

    const { instruments } = await loadInstruments([path]);

    expect(instruments.map(({ name, tickSize }) => [name, tickSize])).to.deep.equal([
      ['NSE:ACC-EQ', 0.1],
      ['NSE:A-EQ', 0.1],
    ]);
  });

  it('drops and counts placeholder rows', async () => {
    const path = await master(
      'NFO.txt',
      `${HEADER}\nNFO,1,75,,,FUTIDX,0.1,\nNFO,,75,X,X,FUTIDX,0.1,\nNSE,22,1,ACC,ACC-EQ,EQ,0.1,\n`,
    );

    const book = await loadInstruments([path]);

    expect(book.placeholders).to.equal(2);
    expect(book.instruments.map(({ name }) => name)).to.deep.equal(['NSE:ACC-EQ']);
  });

  it('counts a file named twice once', async () => {
    const path = await master('NSE.txt', `${HEADER}\nNSE,22,1,ACC,ACC-EQ,EQ,0.1,\n`);

    expect((await loadInstruments([path, path])).instruments).to.have.length(1);
  });

  it('tells of a file that is not there', async () => {
    const path = join(folder, 'absent.txt');

    const failure = await failureOf(path);

    expect(failure).to.be.instanceOf(UsageError);
    expect(failure.message).to.equal(`cannot read the instrument master ${path}: there is no such file`);
  });

  it('tells of a folder', async () => {
    expect((await failureOf(folder)).message).to.contain('it is a folder, name the file in it');
  });

  it('tells of an empty file', async () => {
    const path = await master('empty.txt', '\n');

    const failure = await failureOf(path);

    expect(failure).to.be.instanceOf(DataError);
    expect(failure.message).to.equal(`${path} is empty; expected an instrument master`);
  });

  it('tells of an archive that was not unpacked', async () => {
    const path = await master('NSE_symbols.txt.zip', new Uint8Array([0x50, 0x4b, 3, 4, 0xff]));

    expect((await failureOf(path)).message).to.equal(
      `${path} is a zip archive; unpack it and name the text file in it`,
    );
  });

  it('tells which columns a file has and which it needs', async () => {
    const path = await master('trades.csv', 'Token,Price,Symbol\n22,100,ACC\n');

    const failure = await failureOf(path);

    expect(failure).to.be.instanceOf(DataError);
    expect(failure.message).to.equal(
      `${path} is no instrument master: found the columns Token, Price, Symbol; ` +
        'needed Exchange, Token, LotSize, Symbol, TradingSymbol, Instrument; ' +
        'missing Exchange, LotSize, TradingSymbol, Instrument',
    );
  });

  it('tells file, row, column, value and what was expected', async () => {
    const path = await master(
      'NSE.txt',
      `${HEADER}\nNSE,22,1,ACC,ACC-EQ,EQ,0.1,\nNSE,9,one,A,A-EQ,EQ,0.1,\n`,
    );

    const failure = await failureOf(path);

    expect(failure).to.be.instanceOf(DataError);
    expect(failure.message).to.equal(
      `${path} row 3 column LotSize: 'one', expected a whole number of units above 0`,
    );
  });

  for (const [why, row, cells] of [
    ['short', 'NSE,22,1,ACC,ACC-EQ,EQ', 6],
    ['long', 'NSE,22,1,ACC,Ltd,ACC-EQ,EQ,0.1,0.2', 9],
  ] as const)
    it(`tells of a row that is too ${why}`, async () => {
      const path = await master('NSE.txt', `${HEADER}\n${row}\n`);

      expect((await failureOf(path)).message).to.equal(
        `${path} row 2: ${cells} cells, expected 7 as in the header: ${row}`,
      );
    });
});

import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import type { CellError } from '../../src/codec/instrument-master.js';
import { columnsOf, decodeInstrument, isPlaceholder } from '../../src/codec/instrument-master.js';
import type { Instrument } from '../../src/domain/instrument.js';

const CASH = 'Exchange,Token,LotSize,Symbol,TradingSymbol,Instrument,TickSize,';
const DERIVATIVES =
  'Exchange,Token,LotSize,Symbol,TradingSymbol,Expiry,Instrument,OptionType,StrikePrice,TickSize,';
const CURRENCY =
  'Exchange,Token,LotSize,Precision,Multiplier,Symbol,TradingSymbol,Expiry,Instrument,OptionType,StrikePrice,TickSize,';
const COMMODITY =
  'Exchange,Token,LotSize,GNGD,Symbol,TradingSymbol,Expiry,Instrument,OptionType,StrikePrice,TickSize,';
const FLATTRADE = 'Exchange,Token,Lotsize,Symbol,Tradingsymbol,Instrument,Expiry,Strike,Optiontype';

const columns = (header: string) => {
  const found = columnsOf(header.split(','));
  if (E.isLeft(found)) throw new Error(`missing ${found.left.join()}`);
  return found.right;
};

const decode = (header: string, row: string): E.Either<readonly CellError[], Instrument> =>
  decodeInstrument(columns(header), row.split(','));

const accepted = (header: string, row: string): Instrument => {
  const decoded = decode(header, row);
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left));
  return decoded.right;
};

describe('decodeInstrument', () => {
  it('reads an equity', () => {
    expect(accepted(CASH, 'NSE,22,1,ACC,ACC-EQ,EQ,0.1,')).to.deep.equal({
      token: 'NSE|22',
      name: 'NSE:ACC-EQ',
      exchange: 'NSE',
      symbol: 'ACC',
      tradingSymbol: 'ACC-EQ',
      kind: 'EQ',
      lotSize: 1,
      tickSize: 0.1,
      multiplier: 1,
      expiry: undefined,
      strike: undefined,
      optionType: undefined,
    });
  });

  it('reads an option', () => {
    expect(
      accepted(DERIVATIVES, 'NFO,150431,3000,WIPRO,WIPRO25NOV25P312.5,25-NOV-2025,OPTSTK,PE,312.5,0.05,'),
    ).to.deep.equal({
      token: 'NFO|150431',
      name: 'NFO:WIPRO25NOV25P312.5',
      exchange: 'NFO',
      symbol: 'WIPRO',
      tradingSymbol: 'WIPRO25NOV25P312.5',
      kind: 'OPTSTK',
      lotSize: 3000,
      tickSize: 0.05,
      multiplier: 1,
      expiry: '2025-11-25',
      strike: 312.5,
      optionType: 'PE',
    });
  });

  it('gives an index no tick size', () => {
    const index = accepted(CASH, 'NSE,26000,1,Nifty 50,NIFTY INDEX,INDEX,0,');

    expect(index.tickSize).to.equal(undefined);
    expect(index.name).to.equal('NSE:NIFTY INDEX');
  });

  it('takes Flattrade columns in their own order and case, which give no tick size', () => {
    const option = accepted(
      FLATTRADE,
      'BFO,900002,20,SENSEX,SENSEX26O1580800CE,OPTIDX,24-SEP-2026,80800.00,CE',
    );

    expect(option).to.include({ expiry: '2026-09-24', strike: 80800, optionType: 'CE', lotSize: 20 });
    expect(option.tickSize).to.equal(undefined);
  });

  for (const strike of ['-0.01', '0', '-1e-07', '-1', ''])
    it(`gives a future with the strike '${strike}' none`, () => {
      const future = accepted(
        DERIVATIVES,
        `NFO,52168,75,NIFTY,NIFTY28OCT25F,28-OCT-2025,FUTIDX,XX,${strike},0.1,`,
      );

      expect(future).to.include({ strike: undefined, optionType: undefined, expiry: '2025-10-28' });
    });

  it('gives a commodity its GNGD: rupees that one unit gains when the price rises by one', () => {
    const goldm = accepted(COMMODITY, 'MCX,453231,100,0.1,GOLDM,GOLDM04JUL25,04-JUL-2025,FUTCOM,XX,0,1,');
    const zinc = accepted(COMMODITY, 'MCX,446265,5,1000,ZINC,ZINC30JUN25,30-JUN-2025,FUTCOM,XX,0,0.05,');

    expect(goldm.lotSize * goldm.multiplier).to.equal(10); // 100 g quoted for 10 g: 10 rupees a lot and rupee
    expect(zinc.lotSize * zinc.multiplier).to.equal(5000); // 5 t quoted for 1 kg
  });

  it('gives a currency contract its size', () => {
    const future = accepted(
      CURRENCY,
      'CDS,10430,1,4,1000,USDINR,USDINR11JUL25F,11-JUL-2025,FUTCUR,XX,-1e-07,0.0025',
    );

    expect(future).to.include({ multiplier: 1000, lotSize: 1, tickSize: 0.0025 });
  });

  const refusals: readonly [why: string, header: string, row: string, errors: readonly CellError[]][] = [
    [
      'a lot that is no whole number',
      CASH,
      'NSE,22,1.5,ACC,ACC-EQ,EQ,0.1,',
      [{ column: 'LotSize', value: '1.5', expected: 'a whole number of units above 0' }],
    ],
    [
      'a lot of nothing, by the title that the file uses',
      FLATTRADE,
      'NSE,22,0,ACC,ACC-EQ,EQ,,,',
      [{ column: 'Lotsize', value: '0', expected: 'a whole number of units above 0' }],
    ],
    [
      'every bad cell of one row',
      CASH,
      'nse,2 2,1,ACC,ACC-EQ,EQ,NaN,',
      [
        { column: 'Exchange', value: 'nse', expected: 'an exchange in capitals, such as NSE' },
        { column: 'Token', value: '2 2', expected: 'a token without spaces, bars or quotes' },
        { column: 'TickSize', value: 'NaN', expected: 'rupees, 0 or more' },
      ],
    ],
    [
      'a negative tick',
      CASH,
      'NSE,22,1,ACC,ACC-EQ,EQ,-0.1,',
      [{ column: 'TickSize', value: '-0.1', expected: 'rupees, 0 or more' }],
    ],
    [
      'a class that is missing',
      CASH,
      'NSE,22,1,ACC,ACC-EQ,,0.1,',
      [{ column: 'Instrument', value: '', expected: 'a class such as EQ or OPTIDX' }],
    ],
    [
      'a day that the month does not have',
      DERIVATIVES,
      'NFO,1,75,NIFTY,N,31-FEB-2025,FUTIDX,XX,0,0.1,',
      [{ column: 'Expiry', value: '31-FEB-2025', expected: 'a date such as 28-OCT-2025' }],
    ],
    [
      'another kind of date',
      DERIVATIVES,
      'NFO,1,75,NIFTY,N,2025-10-28,FUTIDX,XX,0,0.1,',
      [{ column: 'Expiry', value: '2025-10-28', expected: 'a date such as 28-OCT-2025' }],
    ],
    [
      'an option type that there is not',
      DERIVATIVES,
      'NFO,1,75,NIFTY,N,28-OCT-2025,OPTIDX,CA,100,0.1,',
      [{ column: 'OptionType', value: 'CA', expected: 'CE, PE, XX or nothing' }],
    ],
    [
      'an option without a strike',
      DERIVATIVES,
      'NFO,1,75,NIFTY,N,28-OCT-2025,OPTIDX,CE,-0.01,0.1,',
      [{ column: 'StrikePrice', value: '-0.01', expected: 'rupees above 0 for an option' }],
    ],
    [
      'a commodity whose file has no price factor',
      FLATTRADE,
      'MCX,453231,100,GOLDM,GOLDM04JUL25,FUTCOM,04-JUL-2025,,XX',
      [{ column: 'GNGD', value: '', expected: 'a number above 0, which MCX prices need' }],
    ],
    [
      'a currency contract without its size',
      FLATTRADE,
      'CDS,10430,1,USDINR,USDINR11JUL25F,FUTCUR,11-JUL-2025,,XX',
      [{ column: 'Multiplier', value: '', expected: 'a number above 0, which CDS prices need' }],
    ],
  ];
  for (const [why, header, row, errors] of refusals)
    it(`refuses ${why}`, () => {
      expect(decode(header, row)).to.deep.equal(E.left(errors));
    });

  it('reads the same instrument whatever the order and case of the columns', () => {
    const names = DERIVATIVES.split(',');
    const cells = 'NFO,89665,75,NIFTY,NIFTY26JUN29P39000,26-JUN-2029,OPTIDX,PE,39000,0.05,'.split(',');
    const expected = accepted(names.join(), cells.join());

    fc.assert(
      fc.property(
        fc.shuffledSubarray([...names.keys()], { minLength: names.length }),
        fc.array(fc.boolean(), { minLength: names.length, maxLength: names.length }),
        (order, upper) => {
          const header = order.map((at) => (upper[at] === true ? names[at]?.toUpperCase() : names[at]));
          expect(accepted(header.join(), order.map((at) => cells[at]).join())).to.deep.equal(expected);
        },
      ),
    );
  });

  it('never throws, wherever a row is cut off', () => {
    const row = 'NFO,89665,75,NIFTY,NIFTY26JUN29P39000,26-JUN-2029,OPTIDX,PE,39000,0.05,';
    const found = columns(DERIVATIVES);

    for (let end = 0; end < row.length; end++) {
      const cells = row.slice(0, end).split(',');
      const outcome = isPlaceholder(found, cells) ? 'placeholder' : decodeInstrument(found, cells)._tag;
      expect(outcome).to.be.oneOf(['placeholder', 'Left', 'Right']);
    }
  });
});

describe('columnsOf', () => {
  it('names the required columns that a header lacks', () => {
    expect(columnsOf(['Exchange', 'LOTSIZE', 'tradingsymbol', 'Strike'])).to.deep.equal(
      E.left(['Token', 'Symbol', 'Instrument']),
    );
  });
});

describe('isPlaceholder', () => {
  for (const [row, expected] of [
    ['NFO,1,75,,,28-OCT-2025,FUTIDX,XX,0,0.1,', true],
    ['NFO,,75,NIFTY,NIFTY28OCT25F,28-OCT-2025,FUTIDX,XX,0,0.1,', true],
    ['NFO,1,75, ,NIFTY28OCT25F,28-OCT-2025,FUTIDX,XX,0,0.1,', true],
    ['NFO,1,75,NIFTY,NIFTY28OCT25F,28-OCT-2025,FUTIDX,XX,0,0.1,', false],
  ] as const)
    it(`${expected ? 'drops' : 'keeps'} ${row}`, () => {
      expect(isPlaceholder(columns(DERIVATIVES), row.split(','))).to.equal(expected);
    });
});

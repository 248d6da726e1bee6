import { expect } from 'chai';
import { instrumentMaster } from '../../../src/adapter/generator/instrument-master.js';

describe('instrumentMaster', () => {
  it('writes the four instruments as a broker does', () => {
    expect(instrumentMaster()).to.equal(
      [
        'Exchange,Token,LotSize,Symbol,TradingSymbol,Expiry,Instrument,OptionType,StrikePrice,TickSize,',
        'NFO,53001,65,NIFTY,NIFTY27JAN26F,27-JAN-2026,FUTIDX,XX,0,0.10,',
        'NSE,26000,1,Nifty 50,NIFTY INDEX,,INDEX,,,0,',
        'NSE,2885,1,RELIANCE,RELIANCE-EQ,,EQ,,,0.10,',
        'NSE,1594,1,INFY,INFY-EQ,,EQ,,,0.10,',
        '',
      ].join('\n'),
    );
  });
});

import { expect } from 'chai';
import { TradeLedger } from '../../../src/adapter/generator/trade-ledger.js';

describe('TradeLedger', () => {
  it('starts the day with the auction', () => {
    const ledger = new TradeLedger(10, 1_000, 50);

    expect(ledger).to.include({
      open: 1_000,
      last: 1_000,
      high: 1_000,
      low: 1_000,
      volume: 50,
      averagePrice: 100,
    });
  });

  it('follows the last price, the range, the volume and its weighted average', () => {
    const ledger = new TradeLedger(10, 1_000, 50);
    ledger.trade(1_006, 100);
    ledger.trade(997, 20);

    expect(ledger).to.include({
      open: 1_000,
      last: 997,
      high: 1_006,
      low: 997,
      volume: 170,
      lastQuantity: 20,
    });
    expect(ledger.averagePrice).to.equal(100.32); // (100.0 * 50 + 100.6 * 100 + 99.7 * 20) / 170 = 100.3176
  });
});

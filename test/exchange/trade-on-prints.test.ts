import { expect } from 'chai';
import { epochMs } from '../../src/domain/time.js';
import { ist } from '../support/ist.js';
import { order } from '../support/order.js';
import { played } from './played.js';

describe('an order on a tape of trades alone', () => {
  it('pays half a made-up spread over the last price: a tick, or 2 in 10,000, or half a percent of an option', () => {
    const paid = (last: number, facts: Parameters<typeof played>[1] = {}): readonly string[] => {
      const { place, tick } = played({}, facts);
      place('1', { quantity: 10 });
      place('2', { quantity: 10, side: 'SELL' });
      return tick({ last });
    };

    expect(paid(100)).to.deep.equal(['1 Filled 10 @ 100.05', '2 Filled 10 @ 99.95']);
    expect(paid(2_000)).to.deep.equal(['1 Filled 10 @ 2000.4', '2 Filled 10 @ 1999.6']);
    expect(paid(90, { optionType: 'CE' })).to.deep.equal(['1 Filled 10 @ 90.45', '2 Filled 10 @ 89.55']);
  });

  it('gets a tenth of the volume, and the rest with the next trades', () => {
    const { place, tick } = played();
    tick({ last: 100, volume: 1_000 });
    place('1', { quantity: 25 });

    expect(tick({ volume: 1_100 })).to.deep.equal(['1 Filled 10 @ 100.05']);
    expect(tick({ volume: 1_100 })).to.deep.equal([]);
    expect(tick({ volume: 1_300, last: 101 })).to.deep.equal(['1 Filled 15 @ 101.05']);
  });

  it('gets the rest at the price of those trades, not at its limit, while that allows it', () => {
    const { place, tick } = played();
    tick({ last: 100, volume: 1_000 });
    place('1', { quantity: 35, limit: 102 });

    expect(tick({ volume: 1_000 }), 'nothing traded yet').to.deep.equal([]);
    expect(tick({ volume: 1_100 })).to.deep.equal(['1 Filled 10 @ 100.05']);
    expect(tick({ volume: 1_200, last: 101 })).to.deep.equal(['1 Filled 10 @ 101.05']);
    expect(tick({ volume: 1_300, last: 102 }), 'now it rests').to.deep.equal([]);
    expect(tick({ volume: 1_400, last: 101 })).to.deep.equal(['1 Filled 10 @ 102']);
  });

  it('shares that tenth with our other orders', () => {
    const { place, tick } = played();
    tick({ last: 100, volume: 1_000 });
    place('1', { quantity: 6 });
    place('2', { quantity: 6 });

    expect(tick({ volume: 1_100 })).to.deep.equal(['1 Filled 6 @ 100.05', '2 Filled 4 @ 100.05']);
  });

  it('gets its share of what a new day has counted, and nothing of a count that is still the day’s before', () => {
    const counted = (...volumes: readonly number[]): readonly string[] => {
      const { exchange, tick } = played();
      tick({ last: 100, volume: 1_000 });
      exchange.place(order({ quantity: 100 }), 0, epochMs(ist('2026-01-06T09:15:00')));
      return volumes.flatMap((volume) => tick({ volume, at: ist('2026-01-06T09:15:01') }));
    };

    expect(counted(300)).to.deep.equal(['test:NSE|22:1 Filled 30 @ 100.05']);
    expect(counted(1_000, 300)).to.deep.equal([]);
    expect(counted(1_100)).to.deep.equal(['test:NSE|22:1 Filled 10 @ 100.05']);
  });

  it('does not save up what nobody took', () => {
    const { place, tick } = played();
    place('1', { quantity: 1_000, limit: 50 });
    tick({ last: 100, volume: 1_000 });
    tick({ volume: 100_000 });
    place('2', { quantity: 50 });

    expect(tick({ volume: 100_020 })).to.deep.equal(['2 Filled 2 @ 100.05']);
  });

  it('saves up what is no whole lot', () => {
    const { place, tick } = played({}, { lotSize: 65 });
    tick({ last: 100, volume: 10_000 });
    place('1', { quantity: 130 });

    expect(tick({ volume: 10_600 }), '60').to.deep.equal([]);
    expect(tick({ volume: 10_700 }), '70').to.deep.equal(['1 Filled 65 @ 100.05']);
    expect(tick({ volume: 11_200 }), '55').to.deep.equal([]);
    expect(tick({ volume: 11_300 }), '65').to.deep.equal(['1 Filled 65 @ 100.05']);
  });

  it('rests until a trade has gone through its price by a tick, and is not filled at it', () => {
    const { place, tick } = played();
    place('1', { quantity: 10, limit: 99 });
    tick({ last: 100, volume: 1_000 });

    expect(tick({ last: 99, volume: 2_000 })).to.deep.equal([]);
    expect(tick({ last: 98.95, volume: 2_050 })).to.deep.equal(['1 Filled 5 @ 99']);
    expect(tick({ last: 98.95 }), 'nothing traded').to.deep.equal([]);
  });
});

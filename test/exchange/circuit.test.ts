import { expect } from 'chai';
import { depth } from '../support/message.js';
import { played } from './played.js';

const LIMITS = depth({ lowerCircuit: 90, upperCircuit: 110 });
const UP = {
  last: 110,
  bid: 110,
  ask: undefined,
  bidQuantity: 500,
  askQuantity: 0,
  depth: LIMITS,
  volume: 1_000,
};
const DOWN = {
  last: 90,
  bid: undefined,
  ask: 90,
  bidQuantity: 0,
  askQuantity: 500,
  depth: LIMITS,
  volume: 1_000,
};

describe('an exchange at a circuit limit', () => {
  it('gives a buyer nothing while nobody sells, whatever trades, and then at once', () => {
    const { place, tick } = played({ queueShare: 1 });
    tick({ ...UP, bidQuantity: 10 });
    place('1', { quantity: 10, limit: 110 });
    place('2', { quantity: 10 });

    expect(tick({ volume: 1_100 }), 'it rests').to.deep.equal([]);
    expect(tick({ volume: 90_000, bidQuantity: 0 }), 'in a queue that may have traded').to.deep.equal([]);
    expect(tick({ ask: 109.95, bid: 109.9, askQuantity: 20, bidQuantity: 5 })).to.deep.equal([
      '1 Filled 10 @ 110',
      '2 Filled 10 @ 109.95',
    ]);
  });

  it('gives a seller nothing while nobody buys', () => {
    const { place, tick } = played({ queueShare: 1 });
    tick({ ...DOWN, askQuantity: 10 });
    place('1', { side: 'SELL', quantity: 10, limit: 90 });

    expect(tick({ volume: 1_100 })).to.deep.equal([]);
    expect(tick({ volume: 90_000, askQuantity: 0 })).to.deep.equal([]);
  });

  it('gives those who want the other way what is there', () => {
    const { place, tick } = played();
    place('1', { side: 'SELL', quantity: 10 });

    expect(tick(UP)).to.deep.equal(['1 Filled 10 @ 110']);
  });

  it('cancels an order that is good at once or never', () => {
    const { place, tick } = played();
    place('1', { quantity: 10, limit: 110, validity: 'IOC' });

    expect(tick(UP)).to.deep.equal(['1 Cancelled: IOC: this did not trade at once']);
  });

  it('has no market beyond the limit: what is left of an order waits', () => {
    const { place, tick } = played();
    place('1', { quantity: 30 });

    expect(tick({ ...UP, bid: 109.95, ask: 110, askQuantity: 20 })).to.deep.equal(['1 Filled 20 @ 110']);
    expect(tick({ ask: 109.9, bid: 109.85, askQuantity: 20 })).to.deep.equal(['1 Filled 10 @ 109.9']);
  });

  it('goes no further than the limit for the rest of an order, for slippage or for half a spread', () => {
    const near = { ...UP, last: 109.95, bid: 109.9, ask: 109.95, askQuantity: 20 };
    const rest = played({ extraTicks: 3 });
    rest.place('1', { quantity: 30 });
    const slipped = played({ slippage: { kind: 'ticks', ticks: 5 } });
    slipped.place('1', { quantity: 10 });
    const made = played({ halfSpread: { ticks: 4, share: 0, optionShare: 0 } });
    made.tick({ last: 100, depth: LIMITS });
    made.place('1', { quantity: 10 });

    expect(rest.tick(near)).to.deep.equal(['1 Filled 20 @ 109.95', '1 Filled 10 @ 110']);
    expect(slipped.tick(near)).to.deep.equal(['1 Filled 10 @ 110']);
    expect(made.tick({ last: 109.95 })).to.deep.equal(['1 Filled 10 @ 110']);
  });

  it('never makes a displayed price better by a limit of the past', () => {
    const { place, tick } = played({ slippage: { kind: 'ticks', ticks: 1 } });
    place('1', { quantity: 10 });

    expect(tick({ ...UP, bid: 111, ask: 111.05, askQuantity: 20 })).to.deep.equal(['1 Filled 10 @ 111.05']);
  });

  it('does not exist where the tape tells no limits', () => {
    const { place, tick } = played({ queueShare: 1 });
    tick({ ...UP, depth: undefined, bidQuantity: 10 });
    place('1', { quantity: 10, limit: 110 });
    tick({});

    expect(tick({ volume: 90_000, bidQuantity: 0 })).to.deep.equal(['1 Filled 10 @ 110']);
  });
});

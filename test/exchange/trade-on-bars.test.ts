import { expect } from 'chai';
import type { FillModel } from '../../src/domain/fill-model.js';
import type { Instrument } from '../../src/domain/instrument.js';
import { MessageMark } from '../../src/domain/touchline.js';
import { played } from './played.js';

const END = MessageMark.Bar | MessageMark.BarEnd;

/** A share of which bars are played, 10,000 units with each of four prices; half a spread is a tick of 0.05. */
const bars = (model: Partial<FillModel> = {}, facts: Partial<Instrument> = {}) => {
  const { tick, ...rest } = played({ halfSpread: { ticks: 1, share: 0, optionShare: 0 }, ...model }, facts);
  let volume = 0;
  const price = (last: number, flags: number): readonly string[] => {
    volume += 10_000;
    return tick({ last, volume, flags });
  };
  return {
    ...rest,
    price: (last: number) => price(last, MessageMark.Bar),
    close: (last: number) => price(last, END),
    tick,
  };
};

describe('an order on bars', () => {
  it('takes a bar as it opens, and inside of it pays the worse of two prices', () => {
    const { place, price, close } = bars();
    price(100);
    close(100);
    place('1', { quantity: 10 });
    expect(price(103), 'the open').to.deep.equal(['1 Filled 10 @ 103.05']);
    place('2', { quantity: 10 });
    place('3', { quantity: 10, side: 'SELL' });
    expect(price(101), 'between 103 and 101').to.deep.equal(['2 Filled 10 @ 103.05', '3 Filled 10 @ 100.95']);
    place('4', { quantity: 10, side: 'SELL' });
    expect(close(104), 'between 101 and 104').to.deep.equal(['4 Filled 10 @ 100.95']);
  });

  it('goes on taking within its limit at the worse of two prices, not at the limit, until that is beyond it', () => {
    const { place, price, close } = bars();
    close(100);
    place('1', { quantity: 900, limit: 110 });

    expect(price(103)).to.deep.equal(['1 Filled 250 @ 103.05']); // a fortieth of 10,000
    expect(price(101)).to.deep.equal(['1 Filled 250 @ 103.05']);
    expect(price(112), 'now it rests').to.deep.equal([]);
    expect(price(104), 'and is reached').to.deep.equal([]);
    expect(close(105)).to.deep.equal(['1 Filled 400 @ 110']);
  });

  it('takes nothing more while a stop beside it is awake, nor a millisecond behind what that had with the close', () => {
    const { place, price, close } = bars();
    price(100);
    place('1', { side: 'SELL', quantity: 600, limit: 95 });
    place('2', { side: 'SELL', quantity: 250, type: 'STOP', trigger: 99, isTriggered: false });

    expect(price(100)).to.deep.equal(['1 Filled 250 @ 99.95']);
    expect(close(98), 'the stop alone').to.deep.equal(['2 Triggered', '2 Filled 250 @ 98.95']);
    expect(price(98)).to.deep.equal([]);
    expect(price(98)).to.deep.equal(['1 Filled 250 @ 97.95']);
  });

  it('rests at once where the price on the way to it was beyond its limit', () => {
    const { place, price, close } = bars();
    price(112);
    place('1', { quantity: 10, limit: 110 });

    expect(price(104), 'between 112 and 104').to.deep.equal([]);
    expect(price(100)).to.deep.equal([]);
    expect(close(103)).to.deep.equal(['1 Filled 10 @ 110']);
  });

  it('wakes and trades at the trigger on the way, not at the price that the bar shows next', () => {
    const { place, price } = bars();
    price(100);
    place('1', { type: 'STOP', trigger: 96, quantity: 10, side: 'SELL' });
    place('2', { type: 'STOP', trigger: 104, quantity: 10 });

    expect(price(95)).to.deep.equal(['1 Triggered', '1 Filled 10 @ 95.95']);
    expect(price(105)).to.deep.equal(['2 Triggered', '2 Filled 10 @ 104.05']);
  });

  it('wakes and trades at the open that has jumped over the trigger', () => {
    const { place, price, close } = bars();
    close(100);
    place('1', { type: 'STOP', trigger: 96, quantity: 10, side: 'SELL' });

    expect(price(92)).to.deep.equal(['1 Triggered', '1 Filled 10 @ 91.95']);
  });

  it('rests as a stop limit where the way leads past its limit, and meets a later bar', () => {
    const { place, price, close } = bars();
    close(100);
    place('1', { type: 'STOP_LIMIT', trigger: 96, limit: 95.5, quantity: 10, side: 'SELL' });

    expect(price(92)).to.deep.equal(['1 Triggered']);
    expect(price(96)).to.deep.equal([]);
    expect(close(94)).to.deep.equal(['1 Filled 10 @ 95.5']);
  });

  it('rests until the price has gone through its limit by a tick, and trades with the close', () => {
    const { place, price, close } = bars();
    place('1', { quantity: 10, limit: 99 });
    place('2', { quantity: 10, limit: 98 });
    price(100);

    expect(price(98)).to.deep.equal([]);
    expect(price(102)).to.deep.equal([]);
    expect(close(101)).to.deep.equal(['1 Filled 10 @ 99']);
    expect(price(97.95)).to.deep.equal([]);
    expect(close(97.95)).to.deep.equal(['2 Filled 10 @ 98']);
  });

  it('is not executed where a stop of the same bar has closed the position, and the target was taken back', () => {
    const { place, cancel, price, close } = bars();
    price(100);
    place('target', { quantity: 10, side: 'SELL', limit: 104 });
    place('stop', { quantity: 10, side: 'SELL', type: 'STOP', trigger: 96 });

    expect(price(105), 'the target first, as the bar is played').to.deep.equal([]);
    expect(price(95)).to.deep.equal(['stop Triggered', 'stop Filled 10 @ 95.95']);
    expect(cancel('target')).to.deep.equal(['target Cancelled']);
    expect(close(105)).to.deep.equal([]);
  });

  it('waits for the next close where the close wakes a stop that is to cancel it', () => {
    const { place, modify, cancel, price, close } = bars();
    const reachedThenStopped = (): readonly string[] => {
      place('target', { quantity: 10, side: 'SELL', limit: 105 });
      place('stop', { quantity: 10, side: 'SELL', type: 'STOP', trigger: 98 });
      price(104);
      expect(price(107)).to.deep.equal([]);
      modify('stop', { quantity: 10, trigger: 103 });
      expect(close(102)).to.deep.equal(['stop Triggered', 'stop Filled 10 @ 102.95']);
      return price(102); // a millisecond later
    };
    close(104);

    expect(reachedThenStopped()).to.deep.equal([]);
    expect(cancel('target')).to.deep.equal(['target Cancelled']);
    expect(close(105)).to.deep.equal([]);

    expect(reachedThenStopped(), 'where nobody cancels it').to.deep.equal([]);
    expect(close(102)).to.deep.equal(['target Filled 10 @ 105']);
  });

  it('waits for no stop of another side or another strategy', () => {
    const { place, modify, price, close } = bars();
    close(104);
    place('target', { quantity: 10, side: 'SELL', limit: 105 });
    place('entry', { quantity: 10, type: 'STOP', trigger: 108 });
    place('other', { quantity: 10, side: 'SELL', type: 'STOP', trigger: 98, strategy: 'other' });
    price(104);
    price(107);
    modify('entry', { quantity: 10, trigger: 107.5 });
    modify('other', { quantity: 10, trigger: 109, strategy: 'other' });

    expect(close(108)).to.deep.equal([
      'entry Triggered',
      'other Triggered',
      'target Filled 10 @ 105',
      'entry Filled 10 @ 107.55',
      'other Filled 10 @ 106.95',
    ]);
  });

  it('wakes at an open and waits for the price behind it where what was to cancel it traded with the close', () => {
    const { place, cancel, price, close } = bars();
    const targetThenGap = (): readonly string[] => {
      place('target', { quantity: 10, side: 'SELL', limit: 105 });
      place('stop', { quantity: 10, side: 'SELL', type: 'STOP', trigger: 98 });
      price(104);
      price(107);
      expect(close(99)).to.deep.equal(['target Filled 10 @ 105']);
      return price(97); // a millisecond later
    };
    close(104);

    expect(targetThenGap()).to.deep.equal(['stop Triggered']);
    expect(cancel('stop')).to.deep.equal(['stop Cancelled']);
    expect(price(96)).to.deep.equal([]);
    close(104);

    expect(targetThenGap(), 'where nobody cancels it').to.deep.equal(['stop Triggered']);
    expect(price(99), 'at the worse of both').to.deep.equal(['stop Filled 10 @ 96.95']);
  });

  it('loses what was reached with another price, and what is more than it still asks for', () => {
    const { place, modify, price, close } = bars();
    place('1', { quantity: 10, limit: 99 });
    place('2', { quantity: 10, limit: 99 });
    price(100);
    price(98);

    expect(modify('1', { quantity: 10, limit: 97 })).to.deep.equal(['1 Modified']);
    expect(modify('2', { quantity: 4, limit: 99 })).to.deep.equal(['2 Modified']);
    expect(close(98)).to.deep.equal(['2 Filled 4 @ 99']);
  });

  it('gets a fortieth of the volume of the prices that went through its limit', () => {
    const { place, price, close } = bars();
    close(100);
    place('1', { quantity: 1_000, limit: 99 });
    price(100);
    price(98);

    expect(close(98)).to.deep.equal(['1 Filled 500 @ 99']); // 250 with each of two prices
    expect(price(98)).to.deep.equal([]);
    expect(close(100)).to.deep.equal(['1 Filled 250 @ 99']);
  });

  it('gets a fortieth of the volume: of 1,000 at 100, 25 of 50 by the impact of its share', () => {
    const { place, tick } = bars(
      {
        slippage: { kind: 'volumeShare', impact: 0.1, cap: 0.025 },
        halfSpread: { ticks: 0, share: 0, optionShare: 0 },
      },
      { tickSize: undefined },
    );
    tick({ last: 100, volume: 0, flags: MessageMark.Bar });
    place('1', { quantity: 50 });

    expect(tick({ volume: 1_000 })).to.deep.equal(['1 Filled 25 @ 100.0063']); // 100.00625, to a ten-thousandth
    expect(tick({ volume: 2_000 })).to.deep.equal(['1 Filled 25 @ 100.0063']);
  });
});

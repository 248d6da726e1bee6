import { expect } from 'chai';
import { IDEAL_FILLS } from '../../src/domain/fill-model.js';
import { MessageFlag } from '../../src/domain/touchline.js';
import { played } from './played.js';

const BOOK = { bid: 99.95, ask: 100.05, bidQuantity: 50, askQuantity: 50, last: 100, high: 101, low: 99 };
const BUY_STOP = { type: 'STOP', trigger: 102, quantity: 10 } as const;

for (const [name, model] of [
  ['that trades with the book', {}],
  ['that is ideal', IDEAL_FILLS],
] as const)
  describe(`a stop at an exchange ${name}`, () => {
    it('sleeps until the last price is at its trigger, and meets the market with the next tick', () => {
      const { place, tick } = played(model);

      expect(place('1', BUY_STOP)).to.deep.equal(['1 TriggerPending']);
      expect(tick(BOOK)).to.deep.equal([]);
      expect(tick({ last: 102, bid: 101.9, ask: 102 })).to.deep.equal(['1 Triggered']);
      expect(tick({ bid: 102.4, ask: 102.5 })).to.deep.equal(['1 Filled 10 @ 102.5']);
    });

    it('wakes of a sale when the last price falls to its trigger', () => {
      const { place, tick } = played(model);
      place('1', { type: 'STOP', trigger: 98, quantity: 10, side: 'SELL' });
      tick(BOOK);

      expect(tick({ last: 97 })).to.deep.equal(['1 Triggered']);
      expect(tick({ bid: 96.5, ask: 97 })).to.deep.equal(['1 Filled 10 @ 96.5']);
    });

    it('wakes when the day’s high or low has come to its trigger between two ticks', () => {
      const { place, tick } = played(model);
      place('1', BUY_STOP);
      place('2', { type: 'STOP', trigger: 98, quantity: 10, side: 'SELL' });
      tick(BOOK);

      expect(tick({ high: 102.5 })).to.deep.equal(['1 Triggered']);
      expect(tick({ low: 97.5 })).to.deep.equal(['1 Filled 10 @ 100.05', '2 Triggered']);
    });

    it('does not wake by a high of before', () => {
      const { place, tick } = played(model);
      tick({ ...BOOK, high: 105 });
      place('1', BUY_STOP);

      expect(tick({ high: 105 })).to.deep.equal([]);
    });

    for (const flag of ['Suspicious', 'Stale'] as const)
      it(`is not woken by what a tick says that is ${flag}, nor kept asleep by it`, () => {
        const { place, tick } = played(model);
        place('1', BUY_STOP);
        place('2', { type: 'STOP', trigger: 98, quantity: 10, side: 'SELL' });
        tick(BOOK);

        expect(tick({ last: 150, high: 150, low: 97, flags: MessageFlag[flag] })).to.deep.equal([]);
        expect(tick({ last: 100, high: 101, flags: 0 })).to.deep.equal(['2 Triggered']);
        expect(tick({ last: 102, high: 102 })).to.deep.equal(['1 Triggered', '2 Filled 10 @ 99.95']);
      });

    it('becomes a limit order, and is left behind when the market has gone past its limit', () => {
      const { place, tick } = played(model);
      place('1', { type: 'STOP_LIMIT', trigger: 102, limit: 102.5, quantity: 10 });
      tick(BOOK);

      expect(tick({ last: 103 })).to.deep.equal(['1 Triggered']);
      expect(tick({ bid: 102.9, ask: 103 })).to.deep.equal([]);
      expect(tick({ bid: 102.3, ask: 102.4 })).to.deep.equal(['1 Filled 10 @ 102.5']);
    });

    it('can be modified and cancelled while it sleeps', () => {
      const { place, modify, cancel, tick } = played(model);
      place('1', BUY_STOP);
      place('2', BUY_STOP);
      tick(BOOK);

      expect(modify('1', { ...BUY_STOP, trigger: 110 })).to.deep.equal(['1 Modified']);
      expect(cancel('2')).to.deep.equal(['2 Cancelled']);
      expect(tick({ last: 105 })).to.deep.equal([]);
      expect(tick({ last: 110 })).to.deep.equal(['1 Triggered']);
    });
  });

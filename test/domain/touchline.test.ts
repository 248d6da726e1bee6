import { expect } from 'chai';
import fc from 'fast-check';
import { applyTouchline, type Tick, tickOfSnapshot } from '../../src/domain/tick.js';
import { epochMs } from '../../src/domain/time.js';
import { foldMessages, MessageFlag } from '../../src/domain/touchline.js';
import { arbitraryMessage } from '../support/arbitrary-message.js';
import { depth, message } from '../support/message.js';

const AT = epochMs(9);
const tk = arbitraryMessage('tk');
const tf = arbitraryMessage('tf');
const { OutOfOrder, Duplicate } = MessageFlag;

/** Without what belongs to the single message: flags tell of each step. */
const shown = ({ flags: _flags, ...tick }: Tick): Omit<Tick, 'flags'> => tick;

describe('foldMessages', () => {
  it('says what either says, and the later where both do', () => {
    const first = message('tf', { receivedAt: 1, last: 100, bid: 99, volume: 5, flags: OutOfOrder });
    const second = message('tf', { receivedAt: 2, last: 101, ask: 102, volume: 0, flags: Duplicate });

    expect(foldMessages(first, second)).to.deep.equal(
      message('tf', {
        receivedAt: 2,
        last: 101,
        bid: 99,
        ask: 102,
        volume: 0,
        flags: OutOfOrder | Duplicate,
      }),
    );
  });

  it('keeps an emptied side empty until a price comes', () => {
    const emptied = message('tf', { bid: 0 });

    expect(foldMessages(emptied, message('tf', { last: 1 })).bid).to.equal(0);
    expect(foldMessages(emptied, message('tf', { bid: 98 })).bid).to.equal(98);
  });

  it('folds depth by field', () => {
    const first = message('tf', { depth: depth({ bid2: 98, ask2: 103 }) });

    expect(foldMessages(first, message('tf', { depth: depth({ ask2: 0 }) })).depth).to.deep.equal(
      depth({ bid2: 98, ask2: 0 }),
    );
    expect(foldMessages(first, message('tf')).depth).to.deep.equal(first.depth);
    expect(foldMessages(message('tf'), first).depth).to.deep.equal(first.depth);
  });

  it('stays a snapshot when an update is folded into one', () => {
    expect(foldMessages(message('tk', { last: 1 }), message('tf', { bid: 2 }))).to.deep.equal(
      message('tk', { last: 1, bid: 2 }),
    );
  });

  it('is associative', () => {
    fc.assert(
      fc.property(tf, tf, tf, (a, b, c) => {
        expect(foldMessages(foldMessages(a, b), c)).to.deep.equal(foldMessages(a, foldMessages(b, c)));
      }),
    );
  });

  it('applied once is both applied in turn', () => {
    fc.assert(
      fc.property(tk, tf, tf, (start, a, b) => {
        const tick = tickOfSnapshot(start, 1, AT);
        const inTurn = applyTouchline(applyTouchline(tick, a, 2, AT), b, 3, AT);

        expect(shown(applyTouchline(tick, foldMessages(a, b), 3, AT))).to.deep.equal(shown(inTurn));
      }),
    );
  });

  it('of a snapshot and its updates is the snapshot of where they lead', () => {
    fc.assert(
      fc.property(tk, fc.array(tf, { maxLength: 5 }), (start, updates) => {
        const led = updates.reduce(
          (tick, update) => applyTouchline(tick, update, 2, AT),
          tickOfSnapshot(start, 2, AT),
        );

        expect(shown(tickOfSnapshot(updates.reduce(foldMessages, start), 2, AT))).to.deep.equal(shown(led));
      }),
    );
  });

  it('with an update that says nothing changes nothing but the receipt', () => {
    fc.assert(
      fc.property(tf, (a) => {
        expect(foldMessages(a, message('tf', { receivedAt: 9 }))).to.deep.equal({ ...a, receivedAt: 9 });
        expect(foldMessages(message('tf'), a)).to.deep.equal(a);
      }),
    );
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import { DEPTH_FIELDS } from '../../src/domain/depth.js';
import { applyTouchline, type Tick, tickOfSnapshot, withFlags } from '../../src/domain/tick.js';
import { epochMs } from '../../src/domain/time.js';
import { MessageFlag, TOUCHLINE_FIELDS, type TouchlineMessage } from '../../src/domain/touchline.js';
import { arbitraryMessage } from '../support/arbitrary-message.js';
import { INFY } from '../support/instrument.js';
import type { Loose } from '../support/loose.js';
import { depth, message } from '../support/message.js';

const AT = epochMs(9);
const snapshot = (said: Loose<TouchlineMessage>): Tick => tickOfSnapshot(message('tk', said), 1, AT);
const after = (before: Tick, said: Loose<TouchlineMessage>): Tick =>
  applyTouchline(before, message('tf', said), before.seq + 1, AT);

/** All numbers of a touchline, each another one. */
const FULL: Loose<TouchlineMessage> = {
  ...Object.fromEntries(TOUCHLINE_FIELDS.map((field, i) => [field, 100 + i])),
  exchangeAt: 7_000,
  receivedAt: 7_500,
};

describe('tickOfSnapshot', () => {
  it('takes all that the snapshot says', () => {
    expect(snapshot(FULL)).to.deep.equal({ ...message('tk', FULL), kind: 'Tick', seq: 1, at: 9 });
  });

  it('knows nothing that the snapshot leaves out', () => {
    expect(snapshot({})).to.deep.equal({ ...message('tk'), kind: 'Tick', seq: 1, at: 9 });
  });

  it('shows a price of 0 on a side of the book as an empty side, and any other zero as it is', () => {
    const tick = snapshot({ bid: 0, ask: 0, volume: 0, openInterest: 0, bidQuantity: 0 });

    expect(tick.bid).to.equal(undefined);
    expect(tick.ask).to.equal(undefined);
    expect([tick.volume, tick.openInterest, tick.bidQuantity]).to.deep.equal([0, 0, 0]);
  });
});

describe('applyTouchline', () => {
  for (const field of TOUCHLINE_FIELDS) {
    it(`overwrites ${field} when it is present, and nothing else`, () => {
      const before = snapshot(FULL);

      expect(after(before, { [field]: 500, receivedAt: 8_000 })).to.deep.equal({
        ...before,
        [field]: 500,
        seq: 2,
        receivedAt: 8_000,
      });
    });
  }

  for (const field of TOUCHLINE_FIELDS.filter((name) => name !== 'bid' && name !== 'ask')) {
    it(`overwrites ${field} with a zero`, () => {
      expect(after(snapshot(FULL), { [field]: 0 })[field]).to.equal(0);
    });
  }

  it('empties a side of the book at price 0, keeps it empty, and fills it with the next price', () => {
    for (const side of ['bid', 'ask'] as const) {
      const empty = after(snapshot(FULL), { [side]: 0 });
      const still = after(empty, { last: 101 });
      const back = after(still, { [side]: 99.5 });

      expect([empty[side], still[side], back[side]]).to.deep.equal([undefined, undefined, 99.5]);
    }
  });

  it('lays a level of the depth over the levels before it', () => {
    const before = snapshot({ depth: depth({ bid2: 99, bidQuantity2: 10, ask5: 104 }) });

    expect(after(before, { depth: depth({ bidQuantity2: 0 }) }).depth).to.deep.equal(
      depth({ bid2: 99, bidQuantity2: 0, ask5: 104 }),
    );
    expect(after(before, { last: 100 }).depth).to.equal(before.depth);
  });

  it('has the token of the tick, the receipt of the message, and the number and time it is given', () => {
    const before = tickOfSnapshot(message('tk', { token: INFY, receivedAt: 5 }), 3, epochMs(5));
    const { token, receivedAt, seq, at } = applyTouchline(
      before,
      message('tf', { receivedAt: 6 }),
      8,
      epochMs(7),
    );

    expect({ token, receivedAt, seq, at }).to.deep.equal({ token: INFY, receivedAt: 6, seq: 8, at: 7 });
  });

  it('leaves the tick before as it was', () => {
    const before = Object.freeze(snapshot({ ...FULL, depth: Object.freeze(depth({ bid2: 99 })) }));
    const copy = structuredClone(before);

    after(before, { last: 1, bid: 0, volume: 0, depth: depth({ bid2: 1 }) });

    expect(before).to.deep.equal(copy);
  });

  it('keeps every value that an empty update leaves out', () => {
    fc.assert(
      fc.property(arbitraryMessage('tk'), (first) => {
        const before = tickOfSnapshot(first, 1, AT);
        const next = after(before, { receivedAt: 99 });

        expect(next).to.deep.equal({ ...before, seq: 2, receivedAt: 99, flags: 0 });
      }),
    );
  });

  it('is, field by field, the last value that was present', () => {
    fc.assert(
      fc.property(
        arbitraryMessage('tk'),
        fc.array(arbitraryMessage('tf'), { maxLength: 8 }),
        (first, updates) => {
          const all = [first, ...updates];
          const shown = updates.reduce<Tick>(
            (tick, update) => applyTouchline(tick, update, 2, AT),
            tickOfSnapshot(first, 1, AT),
          );

          for (const field of [...TOUCHLINE_FIELDS, 'exchangeAt'] as const) {
            const said = all.map((one) => one[field]).findLast((value) => value !== undefined);
            const emptySide = (field === 'bid' || field === 'ask') && said === 0;
            expect(shown[field], field).to.equal(emptySide ? undefined : said);
          }
          for (const field of DEPTH_FIELDS)
            expect(shown.depth?.[field], field).to.equal(
              all.map((one) => one.depth?.[field]).findLast((value) => value !== undefined),
            );
        },
      ),
    );
  });
});

describe('withFlags', () => {
  it('adds flags to those of the tick, and changes nothing else', () => {
    const tick = snapshot({ ...FULL, flags: MessageFlag.OutOfOrder });

    expect(withFlags(tick, MessageFlag.Gap)).to.deep.equal({
      ...tick,
      flags: MessageFlag.OutOfOrder | MessageFlag.Gap,
    });
    expect(Object.keys(withFlags(tick, 0))).to.deep.equal(Object.keys(tick)); // one shape
  });
});

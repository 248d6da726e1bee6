import { expect } from 'chai';
import fc from 'fast-check';
import { type History, TickHistory } from '../../src/domain/history.js';
import { tick } from '../support/tick.js';

const SERIES = ['at', 'last', 'volume', 'bid', 'ask', 'openInterest'] as const;

/** A history of `capacity` that was given ticks of these last prices. */
const historyOf = (capacity: number, lasts: readonly (number | undefined)[]): History => {
  const history = new TickHistory(capacity);
  lasts.forEach((last, i) => history.append(tick({ at: i, last })));
  return history;
};
const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i);

describe('TickHistory', () => {
  it('is empty at first', () => {
    const { length, capacity, last } = historyOf(3, []);

    expect({ length, capacity, ago: last.ago(0), window: [...last.window(3)] }).to.deep.equal({
      length: 0,
      capacity: 3,
      ago: undefined,
      window: [],
    });
  });

  it('looks back from the newest tick', () => {
    const { last } = historyOf(5, [10, 11, 12]);

    expect([0, 1, 2, 3, 4].map((n) => last.ago(n))).to.deep.equal([12, 11, 10, undefined, undefined]);
    expect([...last.window(2)]).to.deep.equal([11, 12]);
    expect([...last.window(5)]).to.deep.equal([10, 11, 12]);
    expect([...last.window(0)]).to.deep.equal([]);
  });

  it('keeps its capacity of ticks, and of older ones nothing', () => {
    const { length, last } = historyOf(3, [10, 11, 12, 13, 14]);

    expect(length).to.equal(3);
    expect([0, 1, 2].map((n) => last.ago(n))).to.deep.equal([14, 13, 12]);
    expect([...last.window(3)]).to.deep.equal([12, 13, 14]);
  });

  it('keeps every series it names', () => {
    const history = new TickHistory(2);
    history.append(tick({ at: 1, last: 2, volume: 3, bid: 4, ask: 5, openInterest: 6 }));

    expect(SERIES.map((name) => history[name].ago(0))).to.deep.equal([1, 2, 3, 4, 5, 6]);
  });

  it('has nothing where a tick lacked the field, and passes it over in a window', () => {
    const { last } = historyOf(4, [10, undefined, 12, undefined]);

    expect([0, 1, 2, 3].map((n) => last.ago(n))).to.deep.equal([undefined, 12, undefined, 10]);
    expect([...last.window(4)]).to.deep.equal([10, 12]);
    expect([...last.window(3)]).to.deep.equal([12]);
  });

  it('keeps a zero', () => {
    expect(historyOf(1, [0]).last.ago(0)).to.equal(0);
  });

  for (const n of [3, 4, -1, NaN, Infinity])
    it(`throws a RangeError for the tick ${n} ago when it keeps 3`, () => {
      expect(() => historyOf(3, [1]).last.ago(n)).to.throw(RangeError, /keeps 3 ticks .*history/);
    });

  for (const n of [4, -1, NaN, Infinity])
    it(`throws a RangeError for a window of ${n} when it keeps 3`, () => {
      expect(() => [...historyOf(3, [1]).last.window(n)]).to.throw(RangeError, /keeps 3 ticks/);
    });

  for (const capacity of [1, 63, 64, 65, 127, 128, 129, 200])
    it(`is the same while it grows to ${capacity} and goes round`, () => {
      const history = new TickHistory(capacity);
      for (const i of upTo(3 * capacity)) {
        history.append(tick({ at: i, last: i }));
        const kept = Math.min(i + 1, capacity);
        expect(history.length).to.equal(kept);
        expect([...history.last.window(capacity)]).to.deep.equal(upTo(kept).map((n) => i + 1 - kept + n));
      }
    });

  it('answers as a list of all ticks would', () => {
    const values = fc.array(fc.option(fc.double({ noNaN: true }), { nil: undefined }), { maxLength: 300 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), values, (capacity, lasts) => {
        const { last } = historyOf(capacity, lasts);
        const kept = lasts.slice(-capacity);

        expect(upTo(capacity).map((n) => last.ago(n))).to.deep.equal(
          upTo(capacity).map((n) => kept.at(-1 - n)),
        );
        for (const n of [1, Math.ceil(capacity / 2), capacity])
          expect([...last.window(n)]).to.deep.equal(kept.slice(-n).filter((value) => value !== undefined));
      }),
    );
  });

  it('is read in place: a window that is being read is of the ticks at that moment', () => {
    const history = new TickHistory(3);
    const { last } = history;
    history.append(tick({ last: 1 }));
    const window = last.window(3);
    history.append(tick({ last: 2 }));

    expect([...window]).to.deep.equal([1, 2]);
  });
});

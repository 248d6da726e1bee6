import { expect } from 'chai';
import {
  nextOpenInterestChange,
  openInterestChange,
  sessionInterestMoveOf,
} from '../../src/indicator/open-interest-change.js';
import { tick } from '../support/tick.js';
import { walk } from './support/sample-bar.js';

const between = (
  before: readonly [number, number],
  now: readonly [number, number],
): ReturnType<typeof sessionInterestMoveOf> =>
  nextOpenInterestChange(nextOpenInterestChange(openInterestChange, ...before), ...now).value;

describe('nextOpenInterestChange', () => {
  it('says who comes in and who goes', () => {
    expect(between([100, 1_000], [102, 1_100])).to.deep.equal({
      interest: 100,
      share: 0.1,
      price: 2,
      buildUp: 'LongBuildUp',
    });
    expect(between([100, 1_000], [98, 1_100])?.buildUp).to.equal('ShortBuildUp');
    expect(between([100, 1_000], [102, 900])?.buildUp).to.equal('ShortCovering');
    expect(between([100, 1_000], [98, 900])?.buildUp).to.equal('LongUnwinding');
  });

  it('says nothing of them where either stands still', () => {
    expect(between([100, 1_000], [100, 1_100])?.buildUp).to.equal(undefined);
    expect(between([100, 1_000], [102, 1_000])?.buildUp).to.equal(undefined);
    expect(between([100, 0], [102, 50])?.share).to.equal(undefined);
  });

  it('goes from what was last known where one was missing', () => {
    let state = nextOpenInterestChange(openInterestChange, 100, 1_000);
    state = nextOpenInterestChange(state, 105, undefined);
    state = nextOpenInterestChange(state, undefined, 1_200);

    expect(nextOpenInterestChange(state, 102, 1_300).value?.interest).to.equal(300);
  });

  it('is the difference of every two bars that follow each other', () => {
    const bars = walk(9, 1_000);
    let state = openInterestChange;
    bars.forEach(({ close, openInterest }, i) => {
      state = nextOpenInterestChange(state, close, openInterest);
      const before = bars[i - 1];

      expect(state.value?.interest).to.equal(before && openInterest - before.openInterest);
      expect(state.value?.price).to.equal(before && close - before.close);
    });
  });
});

describe('sessionInterestMoveOf', () => {
  it('compares with the end of the session before', () => {
    const now = tick({ last: 105, previousClose: 100, openInterest: 900, previousOpenInterest: 1_000 });

    expect(sessionInterestMoveOf(now)).to.deep.equal({
      interest: -100,
      share: -0.1,
      price: 5,
      buildUp: 'ShortCovering',
    });
  });

  it('is undefined where the feed does not say', () => {
    const whole = { last: 105, previousClose: 100, openInterest: 900, previousOpenInterest: 1_000 };
    for (const field of Object.keys(whole))
      expect(sessionInterestMoveOf(tick({ ...whole, [field]: undefined })), field).to.equal(undefined);
  });
});

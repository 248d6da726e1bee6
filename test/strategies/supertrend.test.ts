import { expect } from 'chai';
import type { Bar } from '../../src/domain/bar.js';
import { followSupertrend } from '../../strategies/supertrend.js';
import { ticked } from '../operator/events.js';
import { bar } from '../support/bar.js';
import { ACC } from '../support/instrument.js';
import { contextOf, wishes } from './walk.js';

/** The reference page's twenty bars, whose Supertrend(5, 2) is down up to the sixteenth and up from the seventeenth on. */
const FIXTURE: readonly (readonly [open: number, high: number, low: number, close: number])[] = [
  [100, 102, 99, 101],
  [101, 103, 100, 102.5],
  [102.5, 104, 101.5, 103],
  [103, 103.5, 100.5, 101],
  [101, 102, 98.5, 99],
  [99, 100.5, 97.5, 100],
  [100, 103, 99.5, 102.5],
  [102.5, 105, 102, 104.5],
  [104.5, 106, 103.5, 105],
  [105, 105.5, 102.5, 103],
  [103, 104, 101, 101.5],
  [101.5, 102.5, 99.5, 100],
  [100, 101, 97, 97.5],
  [97.5, 99, 96.5, 98.5],
  [98.5, 101.5, 98, 101],
  [101, 103.5, 100.5, 103],
  [103, 106, 102.5, 105.5],
  [105.5, 107, 104.5, 106],
  [106, 106.5, 103.5, 104],
  [104, 105, 102, 102.5],
];

const barsOf = (rows: typeof FIXTURE, spec = '5m'): readonly Bar[] =>
  rows.map(([open, high, low, close], i) => bar({ seq: i + 1, spec, open, high, low, close }));

const SETTINGS = { bars: '5m', periods: 5, factor: 2, quantity: 10, allowShort: true };
/** Falls through the band, so that the trend turns down. */
const FALL: (typeof FIXTURE)[number] = [102.5, 102.5, 90, 91];

describe('followSupertrend', () => {
  it('goes long with the bar by which the trend turns up, and short with that by which it turns down', () => {
    const wanted = wishes(followSupertrend, SETTINGS, barsOf([...FIXTURE, FALL]));

    expect(wanted).to.deep.equal([
      ...Array.from({ length: 16 }, () => ''),
      'BUY 10 MARKET',
      '',
      '',
      '',
      'SELL 20 MARKET',
    ]);
  });

  it('goes flat instead of short without allowShort', () => {
    const settings = { ...SETTINGS, allowShort: false };

    expect(wishes(followSupertrend, settings, barsOf([...FIXTURE, FALL])).at(-1)).to.equal('SELL 10 MARKET');
  });

  it('hears no other bars, and no ticks', () => {
    const events = [...barsOf([...FIXTURE, FALL], '1m'), ticked(99, ACC, 50)];

    expect(new Set(wishes(followSupertrend, SETTINGS, events))).to.deep.equal(new Set(['']));
  });

  it('draws its line once it has one', () => {
    let state = followSupertrend.start(SETTINGS);
    const lines = barsOf(FIXTURE).map((event) => {
      [state] = followSupertrend.step(state, event, contextOf(), SETTINGS);
      return followSupertrend.plots?.(state, SETTINGS)['supertrend'];
    });

    expect(lines.slice(0, 5)).to.deep.equal([undefined, undefined, undefined, undefined, 106.25]);
  });
});

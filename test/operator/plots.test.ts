import { expect } from 'chai';
import type { Bar } from '../../src/domain/bar.js';
import type { Entry } from '../../src/domain/entry.js';
import type { Event } from '../../src/domain/event.js';
import { TickHistory } from '../../src/domain/history.js';
import { market, NO_INTENTS } from '../../src/domain/intent.js';
import type { PlotValues, Strategy } from '../../src/domain/strategy.js';
import { runStrategy } from '../../src/operator/run-strategy.js';
import { stamped } from '../../src/operator/stamp.js';
import { bar } from '../support/bar.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { counted } from './counted.js';
import { clockTicked, ticked } from './events.js';
import { bound, scripted } from './scripted.js';
import { told } from './told.js';

/** Counts what it hears, and draws what `plots` says of the count. */
const drawing = (plots: (heard: number) => unknown): Strategy<unknown, number> => ({
  ...scripted('alpha', 0, (heard: number, event) => [
    heard + 1,
    event.kind === 'Tick' && event.last === 5 ? [market('BUY', 1)] : NO_INTENTS,
  ]),
  plots: (heard) => plots(heard) as PlotValues,
});

const running = (strategy: Strategy<unknown, number>): ((event: Event) => readonly string[]) => {
  let conclusions: Entry[] = [];
  const stamp = counted(101);
  const hear = runStrategy(
    bound(strategy, undefined, [ACC]),
    instrument(),
    new TickHistory(4),
    stamp,
  )((conclusion) => conclusions.push(stamped(stamp)(conclusion)));
  return (event) => {
    conclusions = [];
    hear(event);
    return conclusions.map(told);
  };
};

const barAt = (seq: number): Bar => bar({ seq, token: ACC });

describe('what a strategy plots', () => {
  it('is told behind the first tick of each minute, with the state that it came to', () => {
    const hear = running(drawing((heard) => ({ heard })));

    expect(hear(ticked(0, ACC, 1))).to.deep.equal(['101<0 Plotted alpha {"heard":1}']);
    expect(hear(ticked(59_999, ACC, 1))).to.deep.equal([]);
    expect(hear(clockTicked(60_000))).to.deep.equal([]);
    expect(hear(ticked(60_500, ACC, 1))).to.deep.equal(['102<60500 Plotted alpha {"heard":4}']);
    expect(hear(ticked(300_000, ACC, 1))).to.deep.equal(['103<300000 Plotted alpha {"heard":5}']);
  });

  it('is told behind every bar, and behind ticks no more', () => {
    const hear = running(drawing((heard) => ({ heard })));

    expect(hear(barAt(1))).to.deep.equal(['101<1 Plotted alpha {"heard":1}']);
    expect(hear(barAt(2))).to.deep.equal(['102<2 Plotted alpha {"heard":2}']);
    expect(hear(ticked(120_000, ACC, 1))).to.deep.equal([]);
  });

  it('is told each minute of a strategy that says that it goes by ticks, whatever bars are cut', () => {
    const hear = running({ ...drawing((heard) => ({ heard })), bars: () => [] });

    expect(hear(ticked(0, ACC, 1))).to.deep.equal(['101<0 Plotted alpha {"heard":1}']);
    expect(hear(barAt(1))).to.deep.equal([]);
    expect(hear(ticked(59_999, ACC, 1))).to.deep.equal([]);
    expect(hear(ticked(60_000, ACC, 1))).to.deep.equal(['102<60000 Plotted alpha {"heard":4}']);
  });

  it('is told behind the bars that a strategy says it goes by, and behind no other', () => {
    const hear = running({ ...drawing((heard) => ({ heard })), bars: () => ['15m'] });

    expect(hear(ticked(0, ACC, 1))).to.deep.equal([]);
    expect(hear(bar({ seq: 1, token: ACC, spec: '5m' }))).to.deep.equal([]);
    expect(hear(bar({ seq: 2, token: ACC, spec: '15m' }))).to.deep.equal(['101<2 Plotted alpha {"heard":3}']);
    expect(hear(ticked(60_000, ACC, 1))).to.deep.equal([]);
  });

  it('comes behind the decisions of its event', () => {
    const hear = running(drawing((heard) => ({ heard })));

    expect(hear(ticked(1, ACC, 5))).to.deep.equal([
      '101<1 Decision Submit alpha:NSE|22:1',
      '102<1 Plotted alpha {"heard":1}',
    ]);
  });

  it('leaves out what is not there, and is not told where nothing is', () => {
    const hear = running(
      drawing((heard) => ({ fast: heard > 1 ? heard : undefined, slow: NaN, wide: Infinity })),
    );

    expect(hear(barAt(1))).to.deep.equal([]);
    expect(hear(barAt(2))).to.deep.equal(['101<2 Plotted alpha {"fast":2}']);
  });

  for (const [what, given, message] of [
    ['that is no record', 7, 'plots gave 7; expected numbers by name'],
    ['that is null', null, 'plots gave null; expected numbers by name'],
    ['with a text', { fast: 'high' }, 'plots gave fast: high; expected a number'],
  ] as const)
    it(`stops a strategy on its token where it gives something ${what}`, () => {
      const hear = running(drawing(() => given));

      expect(hear(ticked(1, ACC, 5))).to.deep.equal([
        '101<1 Decision Submit alpha:NSE|22:1',
        `102<1 StrategyFailed alpha NSE|22: TypeError: ${message}`,
      ]);
      expect(hear(barAt(2))).to.deep.equal([]);
    });

  it('is not told of a bar or a tick of another token', () => {
    const hear = running(drawing((heard) => ({ heard })));

    hear(ticked(0, ACC, 1));

    expect(hear(ticked(60_000, INFY, 5))).to.deep.equal(['102<60000 WrongToken alpha NSE|22: NSE|1594']);
    expect(hear(bar({ seq: 2, token: INFY }))).to.deep.equal(['103<2 WrongToken alpha NSE|22: NSE|1594']);
  });

  it('stops a strategy on its token where it throws', () => {
    const hear = running(
      drawing(() => {
        throw new Error('it broke');
      }),
    );

    expect(hear(barAt(1))).to.deep.equal(['101<1 StrategyFailed alpha NSE|22: Error: it broke']);
  });
});

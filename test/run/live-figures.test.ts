import { expect } from 'chai';
import { LiveFigures } from '../../src/run/live-figures.js';
import { at, malformed, tk } from '../operator/messages.js';
import { ticked } from '../operator/events.js';
import { ACC, INFY } from '../support/instrument.js';

const NOBODY = { length: 0, longest: 0, conflated: 0 };
const figuresOf = () => new LiveFigures([ACC, INFY], at(0));

describe('LiveFigures', () => {
  it('tells latencies of the whole session, and of the lap since it was last asked', () => {
    const figures = figuresOf();
    for (let ms = 1; ms <= 100; ms += 1) figures.done(tk(0, ACC), ms);
    const first = figures.lap();
    figures.done(malformed(0, 'no JSON'), 500);

    expect(first).to.deep.include({ count: 100 });
    expect(first.p50).to.be.closeTo(50, 0.1);
    expect(first.p99).to.be.closeTo(99, 0.1);
    expect(first.max).to.be.closeTo(100, 0.1);
    expect(figures.stats(at(0), NOBODY).latency.count).to.equal(101);
    expect(figures.stats(at(0), NOBODY).latency.max).to.be.closeTo(500, 0.5);
    expect(figures.lap().count).to.equal(1);
    expect(figures.lap()).to.deep.equal({ count: 0, p50: 0, p90: 0, p99: 0, p999: 0, max: 0 });
    expect(figures.stats(at(0), NOBODY)).to.include({ messages: 101, malformed: 1 });
  });

  it('counts what takes longer than a minute as a minute', () => {
    const figures = figuresOf();

    figures.done(tk(0, ACC), 3_600_000);

    expect(figures.lap().max).to.be.closeTo(60_000, 60);
  });

  it('tells the token that has been silent for longest, from the start on where it never ticked', () => {
    const figures = figuresOf();
    figures.take(ticked(100, ACC));

    expect(figures.stats(at(500), NOBODY).silence).to.deep.equal({ token: INFY, ms: 500 });
    figures.take(ticked(400, INFY));
    expect(figures.stats(at(500), NOBODY).silence).to.deep.equal({ token: ACC, ms: 400 });
    expect(new LiveFigures([], at(0)).stats(at(500), NOBODY).silence).to.equal(undefined);
  });
});

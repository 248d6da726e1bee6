import { expect } from 'chai';
import fc from 'fast-check';
import { epochMs } from '../../src/domain/time.js';
import { freeze } from '../strategies/freeze.js';
import { openOf, type SampleBar, still, walk } from './support/sample-bar.js';
import { type Kind, type Reading, readings, type Subject } from './support/subject.js';
import { SUBJECTS } from './support/subjects.js';

const seeds = fc.nat(1_000_000);
const RUNS = { numRuns: 5 };
const BARS = 160; // three sessions

/** Held to `expected` where both are numbers, and both undefined alike. */
const expectClose = (actual: number | undefined, expected: number | undefined, what: string): void => {
  if (expected === undefined || actual === undefined) expect(actual, what).to.equal(expected);
  else expect(actual, what).to.be.closeTo(expected, 1e-9 * Math.max(1, Math.abs(expected)));
};

/** What becomes of each output's numbers when the bars are changed. */
const expectLaw = (
  one: Subject,
  bars: readonly SampleBar[],
  changed: readonly SampleBar[],
  law: Readonly<Partial<Record<Kind, (x: number) => number>>>,
): void => {
  const before = readings(one, bars);
  const after = readings(one, changed);
  for (const [output, { kind }] of Object.entries(one.outputs)) {
    const wanted = law[kind];
    if (wanted === undefined) continue;
    before.forEach((reading, i) => {
      const x = reading[output];
      expectClose(after[i]?.[output], x === undefined ? undefined : wanted(x), `${output} at ${String(i)}`);
    });
  }
};

const same = (x: number): number => x;
const pricesBy = (bar: SampleBar, change: (price: number) => number): SampleBar => ({
  ...bar,
  open: change(bar.open),
  high: change(bar.high),
  low: change(bar.low),
  close: change(bar.close),
});

const expectFinite = (one: Subject, bars: readonly SampleBar[]): void => {
  let state = one.start();
  for (const bar of bars) {
    state = one.step(state, bar);
    for (const x of Object.values(one.read(state)))
      if (x !== undefined) expect(x).to.satisfy(Number.isFinite);
    expectPlain(state);
  }
};

/** Only what JSON keeps: finite numbers, text, truth, null, arrays and objects; undefined in a field alone. */
const expectPlain = (value: unknown): void => {
  if (typeof value === 'number') expect(value).to.satisfy(Number.isFinite);
  else if (Array.isArray(value)) for (const item of value) expect(item, 'an item').not.to.equal(undefined);
  else if (typeof value === 'object' && value !== null)
    expect(Object.getPrototypeOf(value)).to.equal(Object.prototype);
  else expect(typeof value).to.be.oneOf(['string', 'boolean', 'undefined', 'object']);
  if (typeof value === 'object' && value !== null) for (const held of Object.values(value)) expectPlain(held);
};

for (const one of SUBJECTS) {
  describe(one.name, () => {
    it('is undefined until it is ready, and from then on says something', () => {
      const said = readings(one, walk(8, BARS));

      for (const [output, { first }] of Object.entries(one.outputs)) {
        const defined = said.map((reading) => reading[output] !== undefined);
        expect(defined.indexOf(true), output).to.equal(first);
      }
      expect(Object.keys(one.read(one.start())).filter((key) => one.read(one.start())[key] !== undefined)).to
        .be.empty;
      expect(Object.keys(said.at(-1) ?? {})).to.have.members(Object.keys(one.outputs));
    });

    it('scales with the prices what it must, and leaves the rest alone', () => {
      fc.assert(
        fc.property(seeds, fc.constantFrom(0.25, 2, 8), (seed, factor) => {
          const bars = walk(seed, BARS);
          const scaled = bars.map((bar) => pricesBy(bar, (price) => price * factor));
          const scale = (x: number): number => x * factor;

          expectLaw(one, bars, scaled, {
            price: scale,
            range: scale,
            ratio: same,
            share: same,
            volume: same,
            interest: same,
          });
        }),
        RUNS,
      );
    });

    it('moves with the prices what it must, and leaves the rest alone', () => {
      fc.assert(
        fc.property(seeds, fc.constantFrom(-4, 64, 1024), (seed, more) => {
          const bars = walk(seed, BARS);
          const moved = bars.map((bar) => pricesBy(bar, (price) => price + more));

          expectLaw(one, bars, moved, {
            price: (x) => x + more,
            level: (x) => x + more,
            grain: same,
            range: same,
            ratio: same,
            volume: same,
            interest: same,
          });
        }),
        RUNS,
      );
    });

    it('scales with the volume what counts it, and leaves the rest alone', () => {
      fc.assert(
        fc.property(seeds, fc.constantFrom(0.5, 4), (seed, factor) => {
          const bars = walk(seed, BARS);
          const busier = bars.map((bar) => ({ ...bar, volume: bar.volume * factor }));

          expectLaw(one, bars, busier, {
            price: same,
            range: same,
            ratio: same,
            share: same,
            volume: (x) => x * factor,
            level: same,
            grain: same,
            interest: same,
          });
        }),
        RUNS,
      );
    });

    it('does not mind when it all happens, by whole days', () => {
      fc.assert(
        fc.property(seeds, fc.integer({ min: -3_000, max: 3_000 }), (seed, days) => {
          const bars = walk(seed, BARS);
          const later = bars.map((bar) => ({ ...bar, openAt: epochMs(bar.openAt + days * 86_400_000) }));

          expect(readings(one, later)).to.deep.equal(readings(one, bars));
        }),
        RUNS,
      );
    });

    it('passes over what is missing', () => {
      let state = one.start();
      for (const bar of walk(3, 40)) {
        state = one.step(state, bar);
        expect(one.step(state, undefined)).to.equal(state);
        expect(one.step(state, { ...bar, open: NaN, high: NaN, low: NaN, close: NaN })).to.equal(state);
      }
    });

    it('never changes a state it was given: what is stepped again says the same', () => {
      fc.assert(
        fc.property(seeds, fc.nat(BARS - 2), (seed, at) => {
          const bars = walk(seed, BARS);
          let state = freeze(one.start());
          let kept = state;
          bars.forEach((bar, i) => {
            for (const provisional of walk(seed + i, 2)) one.step(state, { ...bar, ...provisional });
            state = freeze(one.step(state, bar));
            if (i === at) kept = state;
          });
          const again = bars.slice(at + 1).reduce(one.step, kept);

          expect(again).to.deep.equal(state);
        }),
        RUNS,
      );
    });

    it('goes on from JSON as if it had never been written', () => {
      fc.assert(
        fc.property(seeds, fc.nat(BARS - 2), (seed, at) => {
          const bars = walk(seed, BARS);
          const said: Reading[] = [];
          let state = one.start();
          bars.forEach((bar, i) => {
            state = one.step(state, bar);
            if (i === at || i === at + 1) state = JSON.parse(JSON.stringify(state)) as unknown;
            said.push(defined(one.read(state)));
          });

          expect(said).to.deep.equal(readings(one, bars).map(defined));
        }),
        RUNS,
      );
    });

    it('says no NaN and keeps none: nothing moving, nothing traded, one great leap, all of it zero', () => {
      const bars = walk(11, 120);
      const leap = bars.map((bar, i) => (i === 50 ? pricesBy(bar, (price) => price * 1e6) : bar));
      const untraded = bars.map((bar) => ({ ...bar, volume: 0 }));
      const thenStill = [...bars, ...still(0.1, 3, 80)].map((bar, i) => ({ ...bar, openAt: openOf(i) }));

      for (const extreme of [
        leap,
        untraded,
        thenStill,
        still(0.1, 7, 80),
        still(0, 0, 80),
        still(1e9, 1, 80),
      ])
        expectFinite(one, extreme);
    });
  });
}

const defined = (reading: Reading): Reading =>
  Object.fromEntries(Object.entries(reading).filter(([, x]) => x !== undefined));

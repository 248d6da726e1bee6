import { expect } from 'chai';
import fc from 'fast-check';
import { erf, erfc, normalCdf, normalQuantile } from '../../src/domain/normal.js';

describe('erf', () => {
  /** To twenty places from tables. */
  const KNOWN: readonly (readonly [x: number, erf: number])[] = [
    [0, 0],
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [1.5, 0.9661051464753108],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
  ];

  for (const [x, value] of KNOWN)
    it(`of ${x} is ${value}`, () => {
      expect(erf(x)).to.be.closeTo(value, 1e-13);
      expect(erf(-x)).to.be.closeTo(-value, 1e-13);
      expect(erfc(x)).to.be.closeTo(1 - value, 1e-13);
    });

  it('has a complement that keeps its digits far out', () => {
    expect(erfc(3) / 2.209049699858544e-5).to.be.closeTo(1, 1e-13);
    expect(erfc(5) / 1.5374597944280349e-12).to.be.closeTo(1, 1e-13);
    expect(erfc(10) / 2.0884875837625446e-45).to.be.closeTo(1, 1e-13);
  });

  it('never falls, and is one piece where its two forms meet', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        (x, more) => {
          expect(erf(x + more)).to.be.at.least(erf(x));
          expect(normalCdf(x) + normalCdf(-x)).to.be.closeTo(1, 1e-14);
        },
      ),
    );
    expect(erfc(2.5 - 1e-12) - erfc(2.5)).to.be.closeTo(0, 1e-14);
  });
});

describe('normalQuantile', () => {
  /** From tables, to sixteen places. */
  const KNOWN: readonly (readonly [probability: number, x: number])[] = [
    [0.05, -1.6448536269514722],
    [0.975, 1.959963984540054],
    [0.99, 2.3263478740408408],
    [1e-10, -6.361340902404056],
    [0.5, 0],
  ];

  for (const [probability, x] of KNOWN)
    it(`of ${probability} is ${x}`, () => {
      expect(normalQuantile(probability)).to.be.closeTo(x, 1e-12);
    });

  it('is infinite for what is never and what is sure', () => {
    expect(normalQuantile(0)).to.equal(-Infinity);
    expect(normalQuantile(1)).to.equal(Infinity);
  });

  it('is where the distribution has that probability', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (probability) => {
        expect(normalCdf(normalQuantile(probability)) / probability).to.be.closeTo(1, 1e-9);
      }),
    );
  });
});

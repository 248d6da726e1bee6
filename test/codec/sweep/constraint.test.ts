import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { isMet, parseConstraint } from '../../../src/codec/sweep/constraint.js';
import { parseObjective } from '../../../src/codec/sweep/objective.js';

const FIGURES = ['trades', 'maxDrawdown', 'maxDrawdown.ratio'];

describe('parseConstraint', () => {
  it('reads a figure, an operator and a number, with spaces or without', () => {
    expect(parseConstraint('trades>=30', FIGURES)).to.deep.equal(
      E.right({ figure: 'trades', operator: '>=', value: 30 }),
    );
    expect(parseConstraint(' maxDrawdown.ratio > -1.5e-1 ', FIGURES)).to.deep.equal(
      E.right({ figure: 'maxDrawdown.ratio', operator: '>', value: -0.15 }),
    );
  });

  for (const text of [
    '',
    'trades',
    'trades>=',
    'trades>=x',
    '>=3',
    'trades=>3',
    'trades>=3 and trades<9',
    'trades==3',
    'trades>=1,5',
  ])
    it(`refuses ${JSON.stringify(text)} and says how to write it`, () => {
      const parsed = parseConstraint(text, FIGURES);

      expect(E.isLeft(parsed) && parsed.left).to.contain('trades>=30');
    });

  it('names the figures that there are, those first that are like it', () => {
    const parsed = parseConstraint('drawdown<=0.1', FIGURES);

    expect(E.isLeft(parsed) && parsed.left).to.contain('there are maxDrawdown, maxDrawdown.ratio, trades');
  });
});

describe('isMet', () => {
  const CASES: readonly (readonly [text: string, below: boolean, at: boolean, above: boolean])[] = [
    ['trades>=2', false, true, true],
    ['trades>2', false, false, true],
    ['trades<=2', true, true, false],
    ['trades<2', true, false, false],
    ['trades=2', false, true, false],
    ['trades!=2', true, false, true],
  ];
  for (const [text, ...expected] of CASES)
    it(`holds ${text} against 1, 2 and 3, and is never met by a figure without meaning`, () => {
      const constraint = parseConstraint(text, FIGURES);
      if (E.isLeft(constraint)) throw new Error(constraint.left);

      expect([1, 2, 3].map((figure) => isMet(constraint.right, figure))).to.deep.equal(expected);
      expect(isMet(constraint.right, null)).to.equal(false);
    });
});

describe('parseObjective', () => {
  it('reads a figure to have most of, and with a minus one to have least of', () => {
    expect(parseObjective('trades', FIGURES)).to.deep.equal(E.right({ figure: 'trades', isLeast: false }));
    expect(parseObjective('-maxDrawdown', FIGURES)).to.deep.equal(
      E.right({ figure: 'maxDrawdown', isLeast: true }),
    );
  });

  it('names the figures that there are', () => {
    const parsed = parseObjective('profit', FIGURES);

    expect(E.isLeft(parsed) && parsed.left).to.contain('there are trades, maxDrawdown');
  });
});

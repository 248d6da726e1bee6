import { expect } from 'chai';
import { type Digests, digestLines, isSame } from '../../../src/adapter/console/digest-lines.js';

const A = 'a'.repeat(64);
const B = 'b'.repeat(64);
const SAME: Digests = { session: A, replay: A, backtest: A, isReplayed: true, entries: 123_456 };

describe('digestLines', () => {
  it('tells how many entries were the same, within 80 columns', () => {
    const lines = digestLines(SAME);

    expect(isSame(SAME)).to.equal(true);
    expect(lines.at(-1)).to.contain('1,23,456 entries');
    for (const line of lines) expect(line.length, line).to.be.at.most(80);
  });

  for (const [what, other] of [
    ['the replay has another digest', { replay: B }],
    ['the backtest has another digest', { backtest: B }],
    ['the replay has another entry, though the digests are equal', { isReplayed: false }],
  ] as const)
    it(`says that they differ when ${what}`, () => {
      expect(isSame({ ...SAME, ...other })).to.equal(false);
      expect(digestLines({ ...SAME, ...other }).at(-1)).to.contain('They differ');
    });
});

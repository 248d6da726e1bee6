import { expect } from 'chai';
import { colourScale } from '../../src/page/sweep/colour-scale.js';

const TONES = { gain: '#00ff00', loss: '#ff0000', accent: '#0000ff', line: '#eeeeee' };
const WHITE = '#ffffff';

/** Red, green and blue at the lowest value, in the middle and at the highest. */
const ends = (figure: string, span: readonly [number, number], isLeast = false) => {
  const { colours } = colourScale({ figure, isLeast }, span, TONES, WHITE);
  return [colours[0], colours[(colours.length - 1) / 2], colours.at(-1)].map((colour) =>
    (colour ?? '').match(/\d+/g)?.slice(0, 3).map(Number),
  );
};

describe('colourScale', () => {
  it('has losses of one colour and gains of the other, the stronger the further from 0', () => {
    expect(ends('netPnl', [-100, 100])).to.deep.equal([
      [255, 0, 0],
      [255, 255, 255],
      [0, 255, 0],
    ]);
    expect(ends('netPnl', [-100, 50])[2]).to.deep.equal([128, 255, 128]); // half as far as the loss
  });

  it('has nothing of a gain where all rows lose, and nothing of a loss where all gain', () => {
    expect(ends('sharpe', [-2, -1])).to.deep.equal([
      [255, 0, 0],
      [255, 64, 64],
      [255, 128, 128],
    ]);
    expect(ends('sharpe', [1, 2])[0]).to.deep.equal([128, 255, 128]);
  });

  it('goes from faint to strong for what has no sign, the better the stronger', () => {
    expect(ends('winRate', [0.4, 0.6])).to.deep.equal([
      [238, 238, 238],
      [119, 119, 247],
      [0, 0, 255],
    ]);
    expect(ends('maxDrawdown', [0.1, 0.2], true)[0]).to.deep.equal([0, 0, 255]);
  });

  it('takes a single value', () => {
    expect(ends('netPnl', [0, 0]).flat()).to.not.include(NaN);
    expect(ends('winRate', [0.5, 0.5])[2]).to.deep.equal([0, 0, 255]);
  });
});

import { color } from 'echarts/core';
import type { SweepPage } from '../../report/sweep/sweep-page.js';
import { figureLook } from './figure-look.js';

/** The theme's colours that a scale is made of. */
export interface Tones {
  readonly gain: string;
  readonly loss: string;
  /** Of what is best, and of what is worst, without a sign. */
  readonly accent: string;
  readonly line: string;
}

/** Colours of values from `min` to `max`, evenly apart. */
export interface ColourScale {
  readonly min: number;
  readonly max: number;
  readonly colours: readonly string[];
}

const STOPS = 65;

/**
 * Of an objective that is from `lowest` to `highest`. Where it has a sign, losses are of one colour and gains of the other
 * (the other way round where less is better), each the stronger the further it is from 0, where both are `middle`; so
 * rows that all lose have nothing of a gain. Else from faint to strong, the better the stronger.
 */
export const colourScale = (
  { figure, isLeast }: SweepPage['objective'],
  [lowest, highest]: readonly [number, number],
  { accent, gain, loss, line }: Tones,
  middle: string,
): ColourScale => {
  const { isSigned } = figureLook(figure);
  const upwards = isSigned ? [loss, middle, gain] : [line, accent];
  const palette = isLeast ? upwards.reverse() : upwards;
  const reach = Math.max(Math.abs(lowest), Math.abs(highest));
  const [from, to] = isSigned ? [-reach, reach] : [lowest, highest];
  const colourAt = (value: number): string => {
    const place = to === from ? 1 : (value - from) / (to - from);
    return color.lerp(place, palette);
  };
  return {
    min: lowest,
    max: highest,
    colours: Array.from({ length: STOPS }, (_, i) =>
      colourAt(lowest + ((highest - lowest) * i) / (STOPS - 1)),
    ),
  };
};

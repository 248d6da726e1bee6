import { tooltipLook } from '../charts/echart.js';
import type { Palette } from '../shell/theme.js';
import { figureLook } from './figure-look.js';

/** What a chart over an axis tells of the values of `figure` under the pointer. */
export const figureTooltip = (figure: string, colours: Palette): object => {
  const { text } = figureLook(figure);
  return {
    ...tooltipLook(colours),
    trigger: 'axis',
    valueFormatter: (value: unknown) => text(typeof value === 'number' ? value : null),
  };
};

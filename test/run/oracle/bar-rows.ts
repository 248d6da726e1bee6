import { readFileSync } from 'node:fs';
import { istDayOf } from './trader.js';
import type { Row } from './touchline-rows.js';

/**
 * The bars of a file (date with zone, open, high, low, close, volume) as rows of one token, four a bar: at its
 * start, a third, two thirds and its last millisecond; the extreme nearer to the open comes first, and where
 * both are as near, the low of a rising bar, the high of a falling one. No quotes.
 */
export const barRows = (path: string, token: string, intervalMs: number): readonly Row[] => {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  let day = 0;
  return lines.flatMap((line) => {
    const [date = '', open = '', high = '', low = '', close = ''] = line.trimEnd().split(',');
    const start = Date.parse(date);
    const isFirst = istDayOf(start) !== day;
    day = istDayOf(start);
    const up = Number(high) - Number(open);
    const down = Number(open) - Number(low);
    const lowFirst = Math.abs(down - up) < 1e-9 ? Number(close) >= Number(open) : down < up;
    const path = lowFirst ? [open, low, high, close] : [open, high, low, close];
    const offsets = [0, Math.floor(intervalMs / 3), Math.floor((2 * intervalMs) / 3), intervalMs - 1];
    return path.map((last, i) => ({
      at: start + (offsets[i] ?? NaN),
      whole: isFirst && i === 0,
      token,
      cells: { last },
    }));
  });
};

import { readFileSync } from 'node:fs';
import type { Row } from './touchline-rows.js';

/**
 * The recorded NIFTY December 2025 future as rows of one token: time in UTC, last price and traded quantity, no
 * quotes. The day's volume is the running sum of what each row adds.
 */
export const niftyRows = (path: string, token: string): readonly Row[] => {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  let volume = 0;
  return lines.map((line, i) => {
    const [time = '', , last = '', added = ''] = line.split(',');
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = time
      .replace('+00', '')
      .split(/[- :]/)
      .map(Number);
    volume += Number(added);
    const at = Date.UTC(year, month - 1, day, hour, minute, second);
    return { at, whole: i === 0, token, cells: { last, volume: String(volume) } };
  });
};

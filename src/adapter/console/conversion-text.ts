import { countText, wholeText } from '../../domain/count-text.js';
import type { Conversion } from '../../codec/conversion.js';

/** A conversion in short. */
export const conversionText = ({ inputs, days, done }: Conversion, out: string): string => {
  const [first] = days;
  const last = days.at(-1);
  const span = first === undefined || last === undefined ? '' : `, ${first.date} to ${last.date}`;
  const bytes = days.reduce((sum, day) => sum + day.bytes, 0);
  return [
    `${countText(inputs.length, 'file')} to ${countText(days.length, 'session')} in ${out}${span}`,
    ...(done === null
      ? []
      : [
          `rows in       ${wholeText(done.rows)}`,
          `skipped       ${wholeText(done.skipped)}`,
          `messages out  ${wholeText(done.messages)} of ${countText(done.tokens, 'token')}`,
          `size          ${wholeText(Math.ceil(bytes / 1_024))} KiB`,
        ]),
  ].join('\n');
};

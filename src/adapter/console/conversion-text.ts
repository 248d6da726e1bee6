import type { Conversion } from '../../codec/conversion.js';

/** A conversion in short. */
export const conversionText = ({ inputs, days, done }: Conversion, out: string): string => {
  const [first] = days;
  const last = days.at(-1);
  const span = first === undefined || last === undefined ? '' : `, ${first.date} to ${last.date}`;
  const bytes = days.reduce((sum, day) => sum + day.bytes, 0);
  return [
    `${times(inputs.length, 'file')} to ${times(days.length, 'session')} in ${out}${span}`,
    ...(done === null
      ? []
      : [
          `rows in       ${count(done.rows)}`,
          `skipped       ${count(done.skipped)}`,
          `messages out  ${count(done.messages)} of ${times(done.tokens, 'token')}`,
          `size          ${count(Math.ceil(bytes / 1_024))} KiB`,
        ]),
  ].join('\n');
};

const count = (value: number): string => value.toLocaleString('en-IN');

const times = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

import { readFileSync } from 'node:fs';

/** A row of a stored tape as text and numbers, read without any of the project's code. */
export interface Row {
  /** Epoch ms. */
  readonly at: number;
  readonly whole: boolean;
  readonly token: string;
  /** Cells by column as written; a cell that was empty is not there. */
  readonly cells: Readonly<Record<string, string>>;
}

/** The rows of a file in the tape's own CSV format, in its order. */
export const tapeRows = (path: string): readonly Row[] => {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const names = header.split(',');
  return lines.map((line) => {
    const cells: Record<string, string> = {};
    for (const [i, text] of line.split(',').entries()) if (text !== '') cells[names[i] ?? ''] = text;
    const { at = '', kind = '', token = '', ...rest } = cells;
    return { at: Number(at), whole: kind === 'tk', token, cells: rest };
  });
};

/** Ten-thousandths of a rupee in `text`, which has at most four decimals: by its digits, not by a float. */
export const moneyOf = (text: string): bigint => {
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d{1,4}))?$/.exec(text) ?? [];
  if (whole === '') throw new Error(`${text} is no price`);
  const money = BigInt(whole + decimals.padEnd(4, '0'));
  return sign === '-' ? -money : money;
};

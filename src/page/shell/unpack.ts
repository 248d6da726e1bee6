import type { Packed, PackedNumbers, PackedTexts } from '../../report/page/pack.js';

/** The values that the report packed. */
export const unpack = (packed: Packed): readonly (number | string | null)[] =>
  'heads' in packed ? texts(packed) : numbers(packed);

const numbers = ({ digits, steps }: PackedNumbers): readonly (number | null)[] => {
  const unit = 10 ** digits;
  const values: (number | null)[] = [];
  let whole = 0;
  let code = 0;
  let size = 1;
  for (let i = 0; i < steps.length; i += 1) {
    const letter = LETTERS[steps.charCodeAt(i)] ?? 0;
    code += (letter & 31) * size;
    size *= 32;
    if (letter >= 32) continue;
    if (code > 0) whole += code % 2 === 1 ? (code - 1) / 2 : -code / 2;
    values.push(code === 0 ? null : whole / unit);
    code = 0;
    size = 1;
  }
  return values;
};

const texts = ({ heads, places, tails }: PackedTexts): readonly (string | null)[] => {
  const behind = numbers(tails);
  return numbers(places).map((place, i) =>
    place === null ? null : `${heads[place] ?? ''}${behind[i] ?? ''}`,
  );
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** By character code. */
const LETTERS = new Uint8Array(128);
for (let i = 0; i < ALPHABET.length; i += 1) LETTERS[ALPHABET.charCodeAt(i)] = i;

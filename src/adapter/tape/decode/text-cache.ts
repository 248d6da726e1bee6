/** The text of `bytes` from `start` up to `end`, UTF-8. */
export type TextOfBytes = (bytes: Uint8Array, start: number, end: number) => string;

/** A power of two. */
const SLOTS = 1 << 12;

/**
 * Decodes texts of a few bytes, one that came lately by looking it up: tokens and kinds come on every row. Each
 * text has one place, by its bytes, from which another with the same place drives it out.
 */
export const textCache = (): TextOfBytes => {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true }); // as a Buffer makes a text of its bytes
  const slots = new Array<Known | undefined>(SLOTS).fill(undefined);
  return (bytes, start, end) => {
    let hash = end - start;
    for (let i = start; i < end; i += 1) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
    const slot = (hash ^ (hash >>> 12)) & (SLOTS - 1);
    const known = slots[slot];
    if (known !== undefined && isAt(bytes, start, end, known.bytes)) return known.text;
    const own = bytes.slice(start, end);
    const text = decoder.decode(own);
    if (own.length <= LONGEST) slots[slot] = { bytes: own, text };
    return text;
  };
};

interface Known {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** Longer ones are not kept: they hardly come again. */
const LONGEST = 64;

const isAt = (bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean => {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i += 1) if (text[i] !== bytes[start + i]) return false;
  return true;
};

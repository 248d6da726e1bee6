/** The text of `bytes` from `start` up to `end`, UTF-8. */
export type TextOfBytes = (bytes: Uint8Array, start: number, end: number) => string;

const MOST_TEXTS = 1 << 16;

/**
 * Decodes texts of a few bytes, one that comes again by looking it up: tokens and kinds come on every row.
 * Keeps copies of the first 65,536 different ones.
 */
export const textCache = (): TextOfBytes => {
  const decoder = new TextDecoder();
  const known = new Map<number, { readonly bytes: Uint8Array; readonly text: string }>();
  return (bytes, start, end) => {
    let hash = end - start;
    for (let i = start; i < end; i += 1) hash = (Math.imul(hash, 31) + (bytes[i] ?? 0)) | 0;
    const entry = known.get(hash);
    if (entry !== undefined && isAt(bytes, start, end, entry.bytes)) return entry.text;
    const own = bytes.slice(start, end);
    const text = decoder.decode(own);
    if (known.size < MOST_TEXTS) known.set(hash, { bytes: own, text });
    return text;
  };
};

const isAt = (bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean => {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i += 1) if (text[i] !== bytes[start + i]) return false;
  return true;
};

import * as t from 'io-ts';

/** A text of the wire, without blanks around it; undefined for what stands for no value. */
export type WireText = t.Type<string | undefined, string, unknown>;

const NOTHING: ReadonlySet<string> = new Set(['', '-', 'NA']);

/** A text, or a number that stands for one. Empty, `NA`, `-` and null are no value. */
export const WireText: WireText = new t.Type<string | undefined, string, unknown>(
  'a text',
  (value): value is string | undefined => value === undefined || typeof value === 'string',
  (value, context) => {
    if (value === undefined || value === null) return t.success(undefined);
    if (typeof value !== 'string' && typeof value !== 'number') return t.failure(value, context);
    const text = String(value).trim();
    return t.success(NOTHING.has(text) ? undefined : text);
  },
  (value) => value ?? '',
);

/**
 * A text with its blanks, whatever it says; of a number its text. Of anything else nothing: no message is refused for
 * it.
 */
export const RawText = new t.Type<string | undefined, string, unknown>(
  'a text',
  (value): value is string | undefined => value === undefined || typeof value === 'string',
  (value) => t.success(typeof value === 'string' || typeof value === 'number' ? String(value) : undefined),
  (value) => value ?? '',
);

/** {@link WireText} where a message is nothing without it. */
export const PresentText = new t.Type<string, string, unknown>(
  WireText.name,
  (value): value is string => typeof value === 'string' && !NOTHING.has(value.trim()),
  (value, context) => {
    const decoded = WireText.validate(value, context);
    if (decoded._tag === 'Left') return decoded;
    return decoded.right === undefined ? t.failure(value, context) : t.success(decoded.right);
  },
  (value) => value,
);

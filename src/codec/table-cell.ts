import * as t from 'io-ts';
import type { SessionDay } from '../domain/session.js';
import { DAY_MS } from '../domain/time.js';

/** A cell of a table that comes with rxtape: text, read to a value; null refuses it. */
export const tableCell = <A>(
  expected: string,
  read: (text: string) => A | null,
): t.Type<A, string, unknown> =>
  new t.Type<A, string, unknown>(
    expected,
    (value): value is A => typeof value !== 'string',
    (value, context) => {
      const found = typeof value === 'string' ? read(value.trim()) : null;
      return found === null ? t.failure(value, context, `expected ${expected}`) : t.success(found);
    },
    String,
  );

/** One of some names. */
export const oneOf = <A extends string>(names: readonly A[]) => {
  const known: ReadonlySet<string> = new Set(names);
  const isOne = (text: string): text is A => known.has(text);
  return { isOne, cell: tableCell(names.join(', '), (text) => (isOne(text) ? text : null)) };
};

export const wordsOf = (text: string): readonly string[] => text.split(' ').filter((word) => word !== '');

/** `*` is undefined: all that no other row names. */
export const Scope = tableCell('* or names', (text) =>
  text === '*' ? undefined : text === '' ? null : wordsOf(text),
);

/** `NSE`. */
export const ExchangeName = tableCell('an exchange such as NSE', (text) =>
  /^[A-Z]+$/.test(text) ? text : null,
);

export const Day = tableCell('a date such as 2026-04-01', (text) => dayOf(text));

export const LastDay = tableCell('a date such as 2026-03-31, or nothing', (text) =>
  text === '' ? undefined : dayOf(text),
);

/** How well a row is known: `H` from circulars, `M` from secondary pages, `L` from one. */
export const Grade = oneOf(['H', 'M', 'L']).cell;

const dayOf = (text: string): SessionDay | null => {
  const midnight = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(text)) return null;
  return (midnight / DAY_MS) as SessionDay;
};

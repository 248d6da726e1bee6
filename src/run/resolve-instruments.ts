import { UsageError } from '../domain/failure.js';
import type { Instrument } from '../domain/instrument.js';
import { differencesOf, type InstrumentBook } from '../domain/instrument-book.js';
import { isToken } from '../domain/token.js';
import { nearestInstruments } from './nearest-instruments.js';

const NEAREST = 5;

/**
 * The instruments of `names`, each once, in the order asked. A name is `NSE:ACC-EQ`, its case only mattering
 * where two differ by it, or a token, `NSE|22`. Throws a UsageError that tells of every name that is unknown,
 * with the nearest ones, or ambiguous, with the candidates.
 */
export const resolveInstruments = (book: InstrumentBook, names: readonly string[]): readonly Instrument[] => {
  const found = names.map((name) => [name, candidatesOf(book, name)] as const);
  const problems = found.flatMap(([name, candidates]) => problemOf(book, name, candidates));
  if (problems.length > 0) throw new UsageError([...new Set(problems)].join('\n'));
  return [...new Set(found.flatMap(([, candidates]) => candidates))];
};

const candidatesOf = (book: InstrumentBook, name: string): readonly Instrument[] =>
  isToken(name) ? book.byToken(name) : book.byName(name);

const problemOf = (
  book: InstrumentBook,
  name: string,
  candidates: readonly Instrument[],
): readonly string[] => {
  const [first, second] = candidates;
  if (first === undefined) return [unknown(book, name)];
  if (second === undefined) return [];
  return first.token === second.token
    ? [`instrument '${name}' is in the masters twice, with different ${contradictionOf(first, second)}`]
    : [`ambiguous instrument '${name}': ${candidates.map(labelOf).join(', ')}; ask for one by its token`];
};

const unknown = (book: InstrumentBook, name: string): string => {
  if (book.instruments.length === 0)
    return `unknown instrument '${name}': no instrument master has any rows; --master names one`;
  const nearest = nearestInstruments(book, name, NEAREST);
  const labels = nearest.map((instrument) => (isToken(name) ? labelOf(instrument) : instrument.name));
  return `unknown instrument '${name}'; nearest: ${labels.join(', ')}`;
};

const labelOf = (instrument: Instrument): string => `${instrument.token} (${instrument.name})`;

const contradictionOf = (a: Instrument, b: Instrument): string =>
  differencesOf(a, b)
    .map((field) => `${field} (${String(a[field])}, ${String(b[field])})`)
    .join(', ');

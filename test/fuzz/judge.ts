import { MessageFlag, type TouchlineMessage } from '../../src/domain/touchline.js';
import type { Claim } from './claim.js';
import type { PlainTable } from './plain-csv.js';

/** Fields of a message that a wrong reading would show in; those of a bar are told by its four prices. */
const FIELDS = ['last', 'open', 'high', 'low', 'previousClose', 'averagePrice', 'volume', 'openInterest', 'bid', 'ask', 'bidQuantity', 'askQuantity'] as const; // prettier-ignore
const BAR_FIELDS = ['open', 'high', 'low', 'close'] as const;

const PLAIN_NUMBER = /^[ \t]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t]*$/;

/** The number that a cell says; undefined for none, NaN for text that is no number. */
const numberOf = (cell: unknown): number | undefined => {
  if (cell === null || cell === undefined) return undefined;
  if (typeof cell === 'string') {
    if (cell.trim() === '') return undefined;
    return PLAIN_NUMBER.test(cell) ? Number(cell) + 0 : NaN;
  }
  const number = Number(cell);
  return typeof cell === 'number' && Number.isNaN(cell) ? undefined : number + 0;
};

/** The moment of a cell that is epoch ms or ISO with a zone; undefined for every other form. */
const momentOf = (cell: unknown): number | undefined => {
  if (typeof cell === 'number' || typeof cell === 'bigint')
    return Number(cell) > 9e11 && Number(cell) < 5e12 ? Math.floor(Number(cell)) : undefined;
  if (typeof cell !== 'string') return undefined;
  if (/^\d{13}$/.test(cell)) return Number(cell);
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/.test(cell)) return undefined;
  const at = Date.parse(cell.replace(' ', 'T'));
  return Number.isNaN(at) ? undefined : at;
};

interface Said {
  readonly key: string;
  readonly at: number | undefined;
}

/**
 * Holds the messages that were read against the table as it is read plainly, under the reader's own claim of
 * which column is which: every price must be a price of that column, and (`isWhole`) none be missing. Order is
 * left to other tests; a time counts where it is not flagged as out of order.
 */
export const judge = (
  table: PlainTable,
  claim: Claim,
  tokens: ReadonlySet<string>,
  messages: readonly TouchlineMessage[],
  isWhole: boolean,
): string | undefined => {
  const wanted = new Map<string, Set<number | undefined>[]>();
  let count = 0;
  for (const { key, at } of saidOf(table, claim, tokens)) {
    const times = wanted.get(key);
    count += 1;
    if (times === undefined) wanted.set(key, [new Set([at])]);
    else times.push(new Set([at]));
  }
  // Those that are told by their time first: the others take what is left.
  const isLate = ({ flags }: TouchlineMessage): number => flags & MessageFlag.OutOfOrder;
  for (const message of messages.toSorted((a, b) => isLate(a) - isLate(b))) {
    const key = claim.shape === 'bars' ? keyOf([message.last]) : messageKey(claim, message);
    const left = wanted.get(key);
    const isTimed = (message.flags & MessageFlag.OutOfOrder) === 0 && claim.shape !== 'bars';
    const found = left?.findIndex(
      (times) => !isTimed || times.has(undefined) || times.has(message.receivedAt),
    );
    if (left === undefined || found === undefined || found < 0) {
      return `${key} at ${message.receivedAt} (flags ${message.flags}) is not in the file, which says ${JSON.stringify([...wanted.keys()].slice(0, 40))} ${JSON.stringify((left ?? []).map((times) => [...times]))}`;
    }
    left.splice(found, 1);
    if (left.length === 0) wanted.delete(key);
    count -= 1;
  }
  return isWhole && count > 0
    ? `${count} rows are missing: ${[...wanted.keys()].slice(0, 5).join(' ')}`
    : undefined;
};

const fieldsOf = (claim: Claim): readonly (typeof FIELDS)[number][] =>
  FIELDS.filter(
    (field) => claim.columns.has(field) && !(field === 'volume' && claim.columns.has('volumeDelta')),
  );

const keyOf = (values: readonly (number | undefined)[]): string =>
  values.map((value) => (value === undefined ? '-' : String(value))).join(' ');

const messageKey = (claim: Claim, message: TouchlineMessage): string =>
  keyOf(fieldsOf(claim).map((field) => message[field]));

const saidOf = function* (table: PlainTable, claim: Claim, tokens: ReadonlySet<string>): Generator<Said> {
  const positionOf = (field: string): number => table.columns.indexOf(claim.columns.get(field) ?? '\0');
  const fields = claim.shape === 'bars' ? BAR_FIELDS : fieldsOf(claim);
  const positions = fields.map(positionOf);
  const atPosition = positionOf('at');
  const tokenPosition = positionOf('token');
  for (const row of table.rows) {
    if (row.every(isBlank)) continue;
    const cell = row[tokenPosition];
    const token = typeof cell === 'string' ? cell.trim() : '';
    if (token !== '' && !tokens.has(token)) continue;
    const values = positions.map((position) => numberOf(row[position]));
    if (claim.shape === 'bars') {
      for (const value of values) yield { key: keyOf([value]), at: undefined };
    } else yield { key: keyOf(values), at: momentOf(row[atPosition]) };
  }
};

const isBlank = (cell: unknown): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');

import { PLAIN_ROWS } from '../../../codec/tape-cell.js';
import type { RowForm, TapeField } from '../../../codec/tape-field.js';
import type { Shape } from '../../../port/tape.js';
import { canonical } from './aliases.js';
import { chainLegsOf } from './chain.js';
import { columnTimes, hasTimes } from './column-times.js';
import { type Table, tableOf } from './header.js';
import { type LeanFile, leanFileOf } from './lean.js';
import { mappingText } from './mapping-text.js';
import { givenPositions, namesOf } from './positions.js';
import { question } from './questions.js';
import type { Positions, Reading } from './reading.js';
import type { ReadingFlags } from './reading-flags.js';
import type { Sample } from './sample.js';
import { type Shaped, shapeOf } from './shapes.js';
import { type Vendor, vendorOf } from './vendors.js';
import type { Known } from './known.js';
import { readingOf } from './reading-of.js';

/**
 * Recognises how a file is to be read: one reading, two for a chain with call and put side by side. Pure. Throws
 * a question (a UsageError) where two readings are left, with both and the flag that decides, and for columns
 * that make no tape.
 */
export const recognise = (sample: Sample, known: Known): readonly Reading[] => {
  const table = tableOf(sample);
  const lean = table.hasHeader ? undefined : leanOf(sample, known.flags);
  if (lean !== undefined) return [leanReading(sample, table, lean, known)];
  const vendor = vendorOf(table.columns.map(canonical));
  const given = table.hasHeader
    ? givenPositions(sample.source.name, table.columns, known.flags.map)
    : headerless(sample, table, known.flags);
  const legs = chainLegsOf(table.columns, given);
  if (legs !== undefined) {
    refuseOneToken(sample, table, legs[0]?.positions ?? given, known);
    return legs.map(({ optionType, positions }) =>
      readingOf({
        ...{
          sample,
          table,
          known,
          vendor: undefined,
          given,
          contract: { optionType },
          volume: 'day',
          lean: undefined,
        },
        shaped: { shape: 'option chain', form: 'full', positions: inOrderOfReceipt(positions) },
      }),
    );
  }
  const shaped =
    shapeOf(table.columns, given, vendor) ?? shapeOf(table.columns, withIndex(table, given), vendor);
  if (shaped === undefined)
    throw question('no-tape', { name: sample.source.name, columns: namesOf(table.columns) });
  refuseTwice(sample, table, shaped.positions, known.flags);
  return [
    shaped.form === 'tape'
      ? tapeReading(table, shaped)
      : readingOf({
          ...{ sample, table, known, vendor, given, contract: {}, volume: vendor?.volume, lean: undefined },
          shaped: withoutActions(table, shaped, vendor),
        }),
  ];
};

/** Of two columns of one name either could be meant, where its number was not said. */
const refuseTwice = (
  { source }: Sample,
  { columns, hasHeader }: Table,
  positions: Positions,
  { map }: ReadingFlags,
): void => {
  const names = columns.map(canonical);
  for (const [field, position] of positions) {
    const name = names[position] ?? '';
    const second = names.findIndex((other, i) => i !== position && other === name);
    if (!hasHeader || second === -1 || /^\d+$/.test(map[field] ?? '') || isExact(columns, map[field]))
      continue;
    throw question('column-twice', {
      name: source.name,
      field,
      column: columns[position] ?? '',
      numbers: `${Math.min(position, second) + 1} and ${Math.max(position, second) + 1}`,
    });
  }
};

/** Whether one column alone is written just so. */
const isExact = (columns: readonly string[], name: string | undefined): boolean =>
  columns.filter((column) => column === name).length === 1;

/** The project's own format says all of itself. */
const tapeReading = (table: Table, { shape, form, positions }: Shaped): Reading => {
  const reading = {
    shape, form, positions, columns: table.columns, hasHeader: table.hasHeader, rules: PLAIN_ROWS, contract: {},
    intervalMs: 0, barStamp: 'start',
  } as const; // prettier-ignore
  return { ...reading, text: mappingText(reading, undefined, 'epoch ms', []) };
};

const leanOf = ({ source }: Sample, { profile, map }: ReadingFlags): LeanFile | undefined => {
  if (profile === 'ltp' || map['at'] !== undefined) return undefined;
  const lean = leanFileOf(source);
  if (lean?.isUnmistakable === true || (lean !== undefined && profile === 'lean')) return lean;
  if (profile === 'lean') throw question('lean-name', { name: source.name });
  return undefined;
};

const leanReading = (sample: Sample, table: Table, lean: LeanFile, known: Known): Reading => {
  const { name } = sample.source;
  const { flags, token } = known;
  const found = table.rows[0] ?? [];
  if (found.length !== lean.fields.length)
    throw question('profile-columns', {
      name,
      profile: 'lean',
      expected: `${lean.fields.length} columns in such a file`,
      found: found.join(','),
    });
  const positions = new Map(
    lean.fields.flatMap((field, i) => (field === undefined ? [] : [[field, i] as const])),
  );
  const form: RowForm = positions.has('open') ? 'bars' : positions.has('bidOpen') ? 'quoteBars' : 'full';
  const shape: Shape =
    form === 'bars' ? 'bars' : form === 'quoteBars' ? 'quote bars' : positions.has('last') ? 'trades' : positions.has('openInterest') ? 'open interest' : 'quotes'; // prettier-ignore
  const zone = flags.zone ?? lean.zone;
  if (zone === undefined && token === undefined)
    throw question('lean-zone', { name, market: lean.market ?? 'its market' });
  const scale = flags.scale ?? lean.scale ?? (lean.kind === 'openinterest' ? 1 : undefined);
  if (scale === undefined) throw question('lean-scale', { name, value: found[1] ?? '' });
  return readingOf({
    ...{ sample, table, vendor: undefined, given: positions, contract: lean.contract, volume: 'row' },
    known: { ...known, flags: { ...flags, zone, scale, date: flags.date ?? lean.date, volume: undefined } },
    lean,
    shaped: { shape, form, positions },
  });
};

/** The positions of a file without a header: by the user's numbers, or those of a profile. */
const headerless = (sample: Sample, table: Table, { map, profile }: ReadingFlags): Positions => {
  const { name } = sample.source;
  const row = table.rows[0] ?? [];
  const given = givenPositions(name, table.columns, map);
  if (given.has('at')) return given;
  if (profile !== 'ltp') throw question('no-header', { name, row: row.join(',') });
  if (row.length !== 2)
    throw question('profile-columns', {
      name,
      profile,
      expected: 'two columns, time and last price',
      found: row.join(','),
    });
  return new Map<TapeField, number>([['at', 0], ['last', 1], ...given]);
};

/** Names of the index of a table that was not named when it was written. */
const INDEX: readonly string[] = ['', 'unnamed:0', 'index', 'indexlevel0'];

/** The times of a table whose index has them. */
const withIndex = (table: Table, given: Positions): Positions => {
  const index = table.columns.findIndex(
    (column, position) =>
      INDEX.includes(canonical(column)) &&
      hasTimes(columnTimes(table.rows.map((cells) => cells[position] ?? ''))),
  );
  return index === -1 ? given : new Map([['at', index], ...given]);
};

/** A feed of orders tells a price with every action; only that of a trade is one that was paid. */
const withoutActions = (table: Table, shaped: Shaped, vendor: Vendor | undefined): Shaped => {
  const action = table.columns.findIndex((column) => canonical(column) === 'action');
  if (vendor?.isNano !== true || action === -1 || table.rows.every((cells) => cells[action] === 'T'))
    return shaped;
  const positions = new Map(
    [...shaped.positions].filter(([field]) => field !== 'last' && field !== 'volumeDelta'),
  );
  return { ...shaped, shape: positions.has('bid2') ? 'book' : 'quotes', positions };
};

/** A chain's own clock, where it has one, is the exchange's; the recorder's is when it was received. */
const inOrderOfReceipt = (positions: Positions): Positions => {
  const exchangeAt = positions.get('exchangeAt');
  return positions.has('at') || exchangeAt === undefined
    ? positions
    : new Map([...positions, ['at', exchangeAt]]);
};

const refuseOneToken = (sample: Sample, table: Table, positions: Positions, { token }: Known): void => {
  if (token === undefined) return;
  const named = (row: readonly string[] | undefined): string =>
    (['expiry', 'strike'] as const)
      .map((field) => row?.[positions.get(field) ?? -1] ?? '')
      .join(' ')
      .trim();
  throw question('many-contracts', {
    name: sample.source.name,
    named: named(table.rows[0]),
    other: named(table.rows[1]),
  });
};

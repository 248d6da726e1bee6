import type { TapeField } from '../../../codec/tape-field.js';
import { canonical, DAY_VOLUMES } from './aliases.js';
import { placeOf, type Table } from './header.js';
import { question } from './questions.js';
import type { Positions } from './reading.js';
import type { Sample } from './sample.js';

export interface VolumeInput {
  readonly sample: Sample;
  readonly table: Table;
  readonly positions: Positions;
  /** What the user said of it. */
  readonly flag: 'day' | 'row' | undefined;
  readonly given: Positions;
  /** What is known by whose file it is. */
  readonly known: 'day' | 'row' | undefined;
  /** By row of the sample: what must be the same for two volumes to be of one count (token and session). */
  readonly countOf: (row: number) => string;
}

/**
 * The positions with the volume where it belongs: `volume` counts the day so far, `volumeDelta` what a row
 * traded. A name that says it wins, then whose file it is, then the numbers: a count of the day rises and
 * hardly ever falls. Throws a question where neither tells.
 */
export const volumeIn = (input: VolumeInput): Positions => {
  const { positions, flag, given } = input;
  const volume = positions.get('volume');
  const delta = positions.get('volumeDelta');
  if (flag !== undefined) return moved(positions, volume ?? delta, flag);
  // Of the two the one that was given, else the day's.
  if (volume === undefined) return positions;
  if (given.has('volumeDelta') && !given.has('volume')) return moved(positions, delta, 'row');
  if (given.has('volume')) return moved(positions, volume, 'day');
  const kind = kindOf(input, volume);
  return kind === 'row' && delta !== undefined
    ? moved(positions, delta, 'row')
    : moved(positions, volume, kind);
};

const moved = (positions: Positions, position: number | undefined, kind: 'day' | 'row'): Positions => {
  if (position === undefined) return positions;
  const others = [...positions].filter(([field]) => field !== 'volume' && field !== 'volumeDelta');
  return new Map<TapeField, number>([...others, [kind === 'day' ? 'volume' : 'volumeDelta', position]]);
};

/** Beside these, columns of a picture of the day, a volume is the day's too. */
const OF_THE_DAY: readonly TapeField[] = [
  'averagePrice',
  'open',
  'high',
  'low',
  'totalBuyQuantity',
  'totalSellQuantity',
];

const kindOf = (
  { sample, table, positions, known, countOf }: VolumeInput,
  position: number,
): 'day' | 'row' => {
  const column = table.columns[position] ?? '';
  if (DAY_VOLUMES.includes(canonical(column))) return 'day';
  const steps = stepsOf(table, position, countOf);
  const isFalling = steps.falls >= FEWEST_FALLS && steps.falls * 10 >= steps.changes;
  const byCompany = known ?? (OF_THE_DAY.some((field) => positions.has(field)) ? 'day' : undefined);
  if (byCompany === 'day' && !isFalling) return 'day';
  if (byCompany !== 'day' && isFalling) return 'row';
  if (byCompany === 'row') return 'row';
  const isRising = steps.falls * 20 <= steps.changes && steps.changes >= FEWEST_CHANGES;
  if (byCompany === undefined && isRising) return 'day';
  const because =
    steps.changes === 0
      ? 'it never changes'
      : `it changes ${steps.changes} times in the first ${table.rows.length} rows and falls ${steps.falls} times`;
  throw question('volume-kind', {
    where: placeOf(sample, table, steps.firstRow, column),
    value: steps.first,
    because,
  });
};

/** A count of what rows trade falls at every second change; that it falls at none of eight has a chance of 1 in 40,000. */
const FEWEST_CHANGES = 8;
/** A feed may reset the count of the day or tell it late, but seldom. */
const FEWEST_FALLS = 3;

const stepsOf = (table: Table, position: number, countOf: (row: number) => string) => {
  const latest = new Map<string, number>();
  let changes = 0;
  let falls = 0;
  let first = '';
  let firstRow = 1;
  table.rows.forEach((cells, row) => {
    const text = cells[position]?.trim() ?? '';
    const value = Number(text);
    if (text === '' || Number.isNaN(value)) return;
    if (first === '') {
      first = text;
      firstRow = row + 1;
    }
    const count = countOf(row);
    const before = latest.get(count);
    latest.set(count, value);
    if (before === undefined || before === value) return;
    changes += 1;
    if (value < before) falls += 1;
  });
  return { changes, falls, first, firstRow };
};

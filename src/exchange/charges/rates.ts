import {
  CHARGE_COMPONENTS,
  type ChargeBase,
  type ChargeComponent,
  type ChargeRow,
  type ChargeSegment,
  type ChargeTable,
} from '../../domain/charge-table.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Side } from '../../domain/intent.js';
import type { SessionDay } from '../../domain/session.js';
import { underlyingOf } from '../../domain/underlying.js';

/** The rows in force for an instrument and side on a day, at most one for each component and base. */
export type Rates = readonly ChargeRow[];

/** Currencies bear no transaction tax; every other segment has a row for each of these. */
const NEEDED: readonly ChargeComponent[] = ['EXCHANGE', 'SEBI', 'GST'];
const NEEDED_OF_BUYS: readonly ChargeComponent[] = [...NEEDED, 'STAMP'];

/** Of each component and base the row that names the instrument, else the one for all. */
export const ratesOf = (
  { rates }: ChargeTable,
  segment: ChargeSegment,
  instrument: Instrument,
  side: Side,
  day: SessionDay,
): Rates => {
  const names = [underlyingOf(instrument), `class:${instrument.kind}`];
  const found = new Map<string, ChargeRow>();
  for (const row of rates) {
    if (!row.segments.includes(segment) || !holdsFor(row, side, day)) continue;
    const key = `${row.component} ${row.base}`;
    if (row.scope === undefined) {
      if (!found.has(key)) found.set(key, row);
    } else if (row.scope.some((name) => names.includes(name))) found.set(key, row);
  }
  return [...found.values()];
};

const holdsFor = (row: ChargeRow, side: Side, day: SessionDay): boolean =>
  (row.side === 'BOTH' || row.side === side) && row.from <= day && (row.to === undefined || day <= row.to);

/** The rate of a component on a base; 0 where it is not charged. */
export const rateOf = (rates: Rates, component: ChargeComponent, base?: ChargeBase): number =>
  rates.find((row) => row.component === component && (base === undefined || row.base === base))?.ratePpb ?? 0;

/** Components that a trade on `side` must have a row for and has none: a day that the table does not reach to. */
export const missingOf = (rates: Rates, side: Side): readonly ChargeComponent[] =>
  CHARGE_COMPONENTS.filter(
    (component) =>
      (side === 'BUY' ? NEEDED_OF_BUYS : NEEDED).includes(component) &&
      !rates.some((row) => row.component === component),
  );

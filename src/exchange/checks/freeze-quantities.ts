import type { Instrument } from '../../domain/instrument.js';
import type { SessionDay } from '../../domain/session.js';
import { DAY_MS } from '../../domain/time.js';

/** Units of one order at most, from a date on. */
interface FreezeRow {
  readonly from: string;
  readonly units: Readonly<Partial<Record<string, number>>>;
}

/** Monthly circulars of NSE on index derivatives. Before the first row, and for what it does not name, not known. */
const NFO: readonly FreezeRow[] = [
  row('2025-08-01', 600, 1_800, 1_800, 2_800, 600),
  row('2025-09-01', 900, 1_800, 1_800, 2_800, 600),
  row('2025-11-03', 600, 1_800, 1_800, 2_800, 600),
  row('2025-12-01', 600, 1_800, 1_200, 2_800, 600),
  row('2026-02-01', 600, 1_800, 1_800, 2_800, 600),
  row('2026-03-02', 600, 1_800, 1_200, 2_800, 600),
  row('2026-04-01', 900, 1_800, 1_800, 2_800, 600),
  row('2026-07-01', 600, 1_800, 1_800, 2_800, 600),
];

const BFO: readonly FreezeRow[] = [{ from: '2025-08-01', units: { SENSEX: 1_000, BANKEX: 900 } }];

const TABLES: Readonly<Partial<Record<string, readonly FreezeRow[]>>> = { NFO, BFO };

/** A currency order has 10,000 lots at most. */
const CURRENCY_LOTS = 10_000;

/** What `instrument` freezes above on `day`; undefined where there is no limit, or none is known. */
export const freezeQuantityOf = (instrument: Instrument, day: SessionDay): number | undefined => {
  if (instrument.exchange === 'CDS') return CURRENCY_LOTS * instrument.lotSize;
  const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
  return TABLES[instrument.exchange]?.findLast(({ from }) => from <= date)?.units[instrument.symbol];
};

function row(
  from: string,
  BANKNIFTY: number,
  NIFTY: number,
  FINNIFTY: number,
  MIDCPNIFTY: number,
  NIFTYNXT50: number,
): FreezeRow {
  return { from, units: { BANKNIFTY, NIFTY, FINNIFTY, MIDCPNIFTY, NIFTYNXT50 } };
}

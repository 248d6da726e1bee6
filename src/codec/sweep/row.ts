import * as t from 'io-ts';
import type { Setting } from '../setting.js';

const Figure = t.union([t.number, t.null]);
/** Closed trades of a session: how many, how many won, and what those that won and those that lost came to, in rupees. */
const SessionTrades = t.tuple([t.number, t.number, t.number, t.number]);

const Result = t.readonly(
  t.type({
    /** Of the run, as `backtest` has it. */
    digest: t.string,
    /** Every figure of the run's performance, by name; `null` has no meaning for it. */
    figures: t.readonly(t.record(t.string, Figure)),
    /** Equity at each cut of the sweep, in ten-thousandths of a rupee. */
    equity: t.readonlyArray(t.number),
    /** By session. */
    trades: t.readonlyArray(SessionTrades),
  }),
  'Result',
);

/** One combination of a sweep and what became of it: a line of `rows.ndjson`. */
export const SweepRow = t.readonly(
  t.type({
    /** By parameter name: `{ "momentum.fast": 5 }`. */
    settings: t.readonly(t.UnknownRecord),
    /** What went wrong; a strategy that threw on one token leaves a result all the same. */
    error: t.union([t.string, t.null]),
    result: t.union([Result, t.null]),
  }),
  'SweepRow',
);
export type SweepRow = t.TypeOf<typeof SweepRow>;
export type RowResult = t.TypeOf<typeof Result>;

/** What tells a combination from others, whatever the order in which its settings were given. */
export const combinationKey = (settings: Readonly<Record<string, unknown>>): string =>
  JSON.stringify(Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));

/** A combination as a row has it. */
export const settingsOf = (combination: readonly Setting[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(combination.map(({ strategy, key, value }) => [`${strategy}.${key}`, value]));

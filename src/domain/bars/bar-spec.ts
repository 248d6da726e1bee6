import { UsageError } from '../failure.js';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../time.js';

/** What ends a bar: a length of time, `15s`, `5m`, `1h`, `1d`, or what {@link ticks} and the like make. */
export type BarSpec = string | CountSpec | HeikinAshiSpec;

/** Ends a bar that has so many ticks, so much volume, or so wide a range. */
export interface CountSpec {
  readonly by: 'ticks' | 'volume' | 'range';
  readonly least: number;
}

export interface HeikinAshiSpec {
  readonly by: 'heikinAshi';
  readonly of: string | CountSpec;
}

export interface BarOptions {
  /** What becomes of an interval of time in which nothing was traded: no bar, or a flat one at the last close. */
  readonly gaps?: 'absent' | 'carried';
  /** So long after its end a bar waits for ticks that come late, ms; 2,000 when left out. */
  readonly graceMs?: number;
}

/** Bars of `least` ticks that told of a trade. */
export const ticks = (least: number): CountSpec => ({ by: 'ticks', least });

/** Bars of at least `least` units: the tick that fills one is in it with all its volume. */
export const volume = (least: number): CountSpec => ({ by: 'volume', least });

/** Bars whose high lies at least `least` rupees above their low. */
export const range = (least: number): CountSpec => ({ by: 'range', least });

/** Averaged bars of those that `of` cuts. Nothing was traded at their prices: never fill orders at them. */
export const heikinAshi = (of: string | CountSpec): HeikinAshiSpec => ({ by: 'heikinAshi', of });

/** A spec that was looked at. */
export interface BarPlan {
  /** `5m`, `heikinAshi(ticks(100))`. */
  readonly text: string;
  readonly cut: { readonly by: 'time'; readonly ms: number } | CountSpec;
  readonly isHeikinAshi: boolean;
}

/** What was asked of `cutBars`. */
export interface BarsAsked {
  readonly plans: readonly BarPlan[];
  readonly isCarried: boolean;
  readonly graceMs: number;
}

export type BarArguments = readonly BarSpec[] | readonly [...BarSpec[], BarOptions];

const GRACE_MS = 2 * SECOND_MS;

/** What `cutBars(…asked)` is to do. Throws a UsageError that names what cannot be. */
export const barsAsked = (asked: BarArguments): BarsAsked => {
  const last: unknown = asked.at(-1);
  const options = isOptions(last) ? last : {};
  const specs: readonly unknown[] = isOptions(last) ? asked.slice(0, -1) : asked;
  if (specs.length === 0) throw new UsageError(`cutBars() is not told what to cut; ${HOW}`);
  const plans = specs.map(planOf);
  const twice = plans.find(({ text }, i) => plans.findIndex((other) => other.text === text) !== i);
  if (twice !== undefined) throw new UsageError(`cutBars: ${twice.text} is named twice`);
  const unknown = Object.keys(options).find((key) => !OPTIONS.includes(key));
  if (unknown !== undefined)
    throw new UsageError(`cutBars: no option ${unknown}; there are ${OPTIONS.join(', ')}`);
  const { gaps = 'absent', graceMs = GRACE_MS } = options;
  const isGaps = (gaps as unknown) === 'absent' || (gaps as unknown) === 'carried';
  if (!isGaps) throw new UsageError(`cutBars: gaps ${shown(gaps)}; they are 'absent' or 'carried'`);
  if (!Number.isSafeInteger(graceMs) || graceMs < 0 || graceMs > MINUTE_MS)
    throw new UsageError(
      `cutBars: graceMs ${shown(graceMs)}; expected whole milliseconds from 0 to ${MINUTE_MS}`,
    );
  return { plans, isCarried: gaps === 'carried', graceMs };
};

const HOW = "write '5m', '15s', '1h', '1d', ticks(100), volume(5000), range(10) or heikinAshi('5m')";

const OPTIONS: readonly string[] = ['gaps', 'graceMs'];

const isOptions = (value: unknown): value is BarOptions =>
  typeof value === 'object' && value !== null && !('by' in value);

const planOf = (spec: unknown): BarPlan => {
  const problem = new UsageError(`cutBars: ${shown(spec)} is no kind of bar; ${HOW}`);
  if (typeof spec === 'string') {
    const ms = lengthOf(spec);
    if (ms === undefined) throw problem;
    if (ms > DAY_MS) throw new UsageError(`cutBars: ${shown(spec)}: no bar is longer than a session, '1d'`);
    return { text: spec, cut: { by: 'time', ms }, isHeikinAshi: false };
  }
  if (typeof spec !== 'object' || spec === null || !('by' in spec)) throw problem;
  if (spec.by === 'heikinAshi' && 'of' in spec) {
    const of = planOf(spec.of);
    if (of.isHeikinAshi) throw new UsageError(`cutBars: heikinAshi(${of.text}): one of them is enough`);
    return { text: `heikinAshi(${of.text})`, cut: of.cut, isHeikinAshi: true };
  }
  if (!isCount(spec)) throw problem;
  const { by, least } = spec;
  const text = `${by}(${String(least)})`;
  const isWhole = by === 'range' || Number.isSafeInteger(least);
  if (!isWhole || !Number.isFinite(least) || least <= 0)
    throw new UsageError(`cutBars: ${text}: expected ${EXPECTED[by]}`);
  return { text, cut: { by, least }, isHeikinAshi: false };
};

const EXPECTED = {
  ticks: 'a whole number of ticks above 0',
  volume: 'a whole number of units above 0',
  range: 'rupees above 0',
} as const;

const isCount = (spec: { readonly by: unknown }): spec is CountSpec =>
  typeof spec.by === 'string' && Object.hasOwn(EXPECTED, spec.by) && 'least' in spec;

/** Milliseconds of `15s`, `5m`, `1h`, `1d`; undefined for what is no length above 0. */
const lengthOf = (text: string): number | undefined => {
  const [, count = '', unit = ''] = /^([1-9]\d{0,8})([smhd])$/.exec(text) ?? [];
  return count === '' ? undefined : Number(count) * (UNIT_MS[unit] ?? NaN);
};

const UNIT_MS: Readonly<Record<string, number>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** As it was written, where that can be told. */
const shown = (value: unknown): string =>
  typeof value === 'function' || value === undefined ? String(value) : JSON.stringify(value);

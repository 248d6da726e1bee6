import { NUMBER_FIELDS } from '../../../codec/tape-field.js';
import type { InspectedGroup, InspectedSession, InspectedToken } from '../../../codec/inspection.js';
import type { Zone } from '../../../codec/tape-zone.js';
import { istTextOf, startOfSession } from '../../../domain/session.js';
import { epochMs, SECOND_MS } from '../../../domain/time.js';
import type { ChosenDays } from './chosen-days.js';
import { type Facts, findingsOf } from './findings.js';
import { gradeOf, relianceOf } from './grade.js';
import type { FileGroup } from './group-files.js';
import type { GroupFold } from './group-fold.js';
import { mayBeIndian, offsetAt, offsetText, ownText } from './own-time.js';
import { JUMP } from './price-fold.js';
import { round, seenOf } from './seen.js';
import type { SessionRows } from './time-fold.js';
import { hoursOf } from './trading-hours.js';

export interface DescribeOptions {
  /** A feed that is silent longer has a gap, ms; undefined to take twice the usual distance of its rows. */
  readonly gapMs: number | undefined;
  readonly staleMs: number;
  /** Rows that are late by no more are put in order by a run, ms. */
  readonly reorderMs: number;
  /** Lines of its files that are the line before; undefined where they have none. */
  readonly repeatedLines: number | undefined;
}

/** No feed is expected to say something more often than this. */
const LEAST_GAP_MS = 5 * SECOND_MS;
/** An assumed exchange with more rows than this outside its hours is not the one. */
const MOST_OUTSIDE = 0.1;

/** What there is to tell of a group, in the words of the report. */
export const describeGroup = (
  { name, files }: FileGroup,
  fold: GroupFold,
  days: ChosenDays,
  options: DescribeOptions,
): InspectedGroup => {
  const [first] = files;
  if (first === undefined) throw new RangeError('a group has files');
  const paths = files.map(({ file }) => file.path);
  const rows = fold.fileRows.reduce((sum, count) => sum + count, 0);
  const sessions = [...fold.time.sessions.values()].sort((a, b) => a.day - b.day);
  const outside = sessions.reduce((sum, session) => sum + session.outside, 0);
  const isDropped = days.isAssumed && outside > MOST_OUTSIDE * rows;
  const { fields } = fold.filled;
  const grade = gradeOf(fold.form, fields);
  const facts: Facts = {
    name,
    files: files.map(({ file }, i) => ({ path: file.path, rows: fold.fileRows[i] ?? 0, bytes: file.bytes })),
    format: first.file.format,
    shape: first.file.shape,
    mapping: first.file.mapping,
    ignored: ignoredOf(first),
    empty: NUMBER_FIELDS.filter((field) => first.plan.reading.positions.has(field) && !fields.has(field)),
    rows,
    badRows: { count: fold.badRows.count, first: fold.badRows.first },
    emptyRows: fold.badRows.empty,
    span: spanOf(sessions, first.plan.reading.rules.times.zone),
    calendar: {
      exchange: isDropped ? null : (days.exchange ?? null),
      isAssumed: days.isAssumed && !isDropped,
    },
    sessions: sessions.map((session) => sessionOf(session, isDropped, fold.isBars ? first.intervalMs : 0)),
    outOfOrder: seenOf(fold.time.outOfOrder, paths),
    duplicates: { lines: options.repeatedLines ?? null, messages: seenOf(fold.repeats.duplicates, paths) },
    unchanged: seenOf(fold.repeats.unchanged, paths),
    gaps: gapsOf(fold, options.gapMs, paths),
    bars: fold.isBars
      ? {
          intervalMs: first.intervalMs,
          missing: fold.bars.missing,
          holes: seenOf(fold.bars.holes, paths),
          impossible: seenOf(fold.bars.impossible, paths),
          withoutVolume: seenOf(fold.bars.withoutVolume, paths),
        }
      : null,
    book:
      fold.books.quoted === 0
        ? null
        : {
            rows: fold.books.quoted,
            twoSided: fold.books.twoSided,
            crossed: seenOf(fold.books.crossed, paths),
            locked: seenOf(fold.books.locked, paths),
          },
    jumps: {
      threshold: JUMP,
      seen: seenOf(fold.prices.jumps, paths),
      spikes: seenOf(fold.prices.spikes, paths),
    },
    zeroPrices: fold.hasLast ? fold.prices.zeros.count : 0,
    volume: volumeOf(fold, paths),
    exchangeTime: exchangeTimeOf(fold, options.staleMs, paths),
    tokens: tokensOf(fold),
    grade,
    ...relianceOf(grade, fields),
  };
  return { ...facts, findings: findingsOf(facts, options.reorderMs) };
};

const ist = (at: number): string => istTextOf(epochMs(at));

const ignoredOf = ({ plan: { reading } }: FileGroup['files'][number]): readonly string[] => {
  const used = new Set(reading.positions.values());
  return reading.columns.flatMap((column, i) =>
    used.has(i) ? [] : [column === '' ? `column ${i + 1} (no name)` : column],
  );
};

const spanOf = (sessions: readonly SessionRows[], zone: Zone | undefined): InspectedGroup['span'] => {
  if (sessions.length === 0) return null;
  const from = Math.min(...sessions.map(({ first }) => first));
  const to = Math.max(...sessions.map(({ last }) => last));
  return { from: ist(from), to: ist(to), own: mayBeIndian(zone, from) ? null : ownSpan(from, to, zone) };
};

const ownSpan = (
  from: number,
  to: number,
  zone: Zone | undefined,
): NonNullable<InspectedGroup['span']>['own'] => {
  if (zone === undefined) return null;
  const [fromOffset, toOffset] = [offsetAt(zone, from), offsetAt(zone, to)];
  return { zone: offsetText(fromOffset), from: ownText(from, fromOffset), to: ownText(to, toOffset) };
};

const sessionOf = (
  { day, trading, rows, first, last, outside }: SessionRows,
  isDropped: boolean,
  intervalMs: number,
): InspectedSession => {
  const hours = isDropped ? undefined : hoursOf(trading);
  return {
    date: ist(startOfSession(day)).slice(0, 10),
    day: isDropped && trading.kind !== 'weekend' ? 'unknown' : trading.kind,
    name: !isDropped && 'name' in trading ? trading.name : '',
    rows,
    first: ist(first),
    last: ist(last),
    opens: hours?.[0] === undefined ? null : ist(startOfSession(day) + hours[0].from),
    closes: hours === undefined ? null : ist(startOfSession(day) + (hours.at(-1)?.to ?? 0)),
    outside: isDropped ? 0 : outside,
    expectedBars:
      hours === undefined || intervalMs === 0
        ? null
        : hours.reduce((bars, { from, to }) => bars + Math.ceil((to - from) / intervalMs), 0),
  };
};

const gapsOf = (
  { time: { spacings }, isBars, bars }: GroupFold,
  given: number | undefined,
  paths: readonly string[],
): InspectedGroup['gaps'] => {
  const spacingMs = spacings.median() ?? null;
  const usual = isBars ? bars.intervalMs : Math.max(LEAST_GAP_MS, 2 * (spacingMs ?? 0));
  const thresholdMs = Math.ceil((given ?? usual) / SECOND_MS) * SECOND_MS;
  return {
    spacingMs,
    thresholdMs,
    count: spacings.longerThan(thresholdMs),
    longest: spacings.longest
      .filter(({ ms }) => ms > thresholdMs)
      .map(({ file, from, to, ms }) => ({ file: paths[file] ?? '', from: ist(from), to: ist(to), ms })),
  };
};

const volumeOf = (
  { isBars, filled, volumes, tokens }: GroupFold,
  paths: readonly string[],
): InspectedGroup['volume'] => {
  const { fields } = filled;
  if (!fields.has('volume') && !fields.has('volumeDelta')) return null;
  return {
    kind: isBars ? 'bar' : fields.has('volume') ? 'day' : 'row',
    resets: seenOf(volumes.resets, paths),
    wholeDays: volumes
      .wholeDays()
      .map(({ token, at, added, most }) => ({ token: tokens.names[token] ?? '', at: ist(at), added, most })),
  };
};

const exchangeTimeOf = (
  { exchangeTimes }: GroupFold,
  staleMs: number,
  paths: readonly string[],
): InspectedGroup['exchangeTime'] => {
  const { rows, least, most, sum, stale, otherDay, back } = exchangeTimes;
  if (rows === 0) return null;
  return {
    rows,
    lag: { least, mean: Math.round(sum / rows), most },
    staleMs,
    stale: seenOf(stale, paths),
    otherDay,
    back: seenOf(back, paths),
  };
};

const tokensOf = ({ tokens, prices }: GroupFold): readonly InspectedToken[] =>
  tokens.names
    .map((token, i) => {
      const { step, prices: looked, odd } = prices.ticks.of(i);
      const isPriced = prices.low.of(i) < Infinity;
      return {
        token,
        rows: tokens.rows.of(i),
        from: tokens.from.of(i),
        to: tokens.to.of(i),
        low: isPriced ? round(prices.low.of(i)) : null,
        high: isPriced ? round(prices.high.of(i)) : null,
        tick: step ?? null,
        prices: looked,
        odd,
        greatestStep: round(prices.greatest.of(i)),
      };
    })
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.rows - a.rows || b.prices - a.prices || (a.token < b.token ? -1 : 1))
    .map((token) => ({ ...token, from: ist(token.from), to: ist(token.to) }));

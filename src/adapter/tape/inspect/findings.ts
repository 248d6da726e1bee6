import { countText, wholeText } from '../../../domain/count-text.js';
import type { Finding, InspectedGroup, InspectedSession, Seen } from '../../../codec/inspection.js';
import { lengthText } from '../../../domain/length-text.js';
import { MINUTE_MS, SECOND_MS } from '../../../domain/time.js';

/** What there is to tell of a group, but for what follows from it. */
export type Facts = Omit<InspectedGroup, 'findings'>;

/** A silence of this in a feed that otherwise speaks at least once a minute: a strategy sleeps through the market. */
const HOLE_MS = 5 * MINUTE_MS;
/** A session that begins later or ends earlier by more than this is not whole. */
const MARGIN_MS = 2 * MINUTE_MS;
/** One row in so many is more than an accident. */
const MANY = 100;
/** With one bar in so many missing a series is no series. */
const MANY_BARS = 20;

/**
 * What is odd in the facts, the gravest first, each with what mends it. Rows that are late by no more than
 * `reorderMs` are put in order by a run.
 */
export const findingsOf = (facts: Facts, reorderMs: number): readonly Finding[] => {
  const findings = [
    ...rowFindings(facts, reorderMs),
    ...sessionFindings(facts),
    ...exchangeTimeFindings(facts),
    ...bookFindings(facts),
    ...priceFindings(facts),
    ...volumeFindings(facts),
    ...barFindings(facts),
  ];
  return LEVELS.flatMap((level) => findings.filter((finding) => finding.level === level));
};

type Level = Finding['level'];

const LEVELS: readonly Level[] = ['stops', 'falsifies', 'note'];

/** The finding when there is anything to it. */
const when = (
  isSo: boolean,
  level: Level,
  what: string,
  text: () => string,
  fix: string | null = null,
): readonly Finding[] => (isSo ? [{ level, what, text: text(), fix }] : []);

const rowFindings = (
  { badRows, rows, grade, shape, outOfOrder, duplicates }: Facts,
  reorderMs: number,
): readonly Finding[] => [
  ...when(
    badRows.count > 0,
    'stops',
    'BadRow',
    () => `${countText(badRows.count, 'row')} cannot be read; a backtest stops at the first`,
    'mend the rows, or --on-bad-row skip passes over them',
  ),
  ...when(
    rows === 0 || grade === 'none',
    'stops',
    'NoPrice',
    () => 'no row has a price',
    'say which column is the price: --map last=COLUMN',
  ),
  ...when(
    outOfOrder.extent > reorderMs,
    'stops',
    'OutOfOrder',
    () => late(outOfOrder),
    `sort the file by time, or --reorder ${Math.ceil(outOfOrder.extent / SECOND_MS)}s puts them in order`,
  ),
  ...when(
    outOfOrder.count > 0 && outOfOrder.extent <= reorderMs,
    'note',
    'OutOfOrder',
    () => `${late(outOfOrder)}: a run puts them in order`,
  ),
  ...when(
    duplicates.messages.count > 0,
    'note',
    'Duplicate',
    () =>
      `${countText(duplicates.messages.count, 'row')} say what a row of the same moment said before, first ${placed(duplicates.messages.first)}` +
      (duplicates.lines === null
        ? ''
        : `; ${wholeText(duplicates.lines)} are the line before, byte for byte`),
    shape === 'trades' ? null : '--on Duplicate=drop leaves out those that follow each other',
  ),
];

const late = ({ count: rows, extent, first }: Seen): string =>
  `${countText(rows, 'row')} behind their time, by up to ${lengthText(extent)}, first ${placed(first)}`;

const sessionFindings = (facts: Facts): readonly Finding[] => {
  const { sessions, gaps, bars, calendar } = facts;
  const closed = sessions.filter(({ day }) => day === 'holiday' || day === 'weekend');
  const partial = sessions.filter((session) => isPartial(session, facts));
  const outside = sessions.reduce((sum, session) => sum + session.outside, 0);
  const [longest] = gaps.longest;
  return [
    ...when(
      closed.length > 0,
      'falsifies',
      'ClosedDay',
      () =>
        `${countText(
          closed.reduce((sum, { rows }) => sum + rows, 0),
          'row',
        )} of days on which the exchange was closed: ` +
        few(closed.map(({ date, day, name }) => `${date} (${name === '' ? day : name})`)),
      'leave these days out; if there was a session, tell of it with --calendar FILE',
    ),
    ...when(
      bars === null &&
        calendar.exchange !== null &&
        longest !== undefined &&
        longest.ms >= HOLE_MS &&
        (gaps.spacingMs ?? Infinity) <= MINUTE_MS,
      'falsifies',
      'Gap',
      () =>
        `a silence of ${lengthText(longest?.ms ?? 0)} inside the session of ${longest?.from.slice(0, 10) ?? ''}, ${clock(longest?.from)} to ${clock(longest?.to)}: orders meet no market there`,
      'leave the session out, or trade around it with --from and --to',
    ),
    ...when(
      partial.length > 0,
      'note',
      'PartialSession',
      () =>
        `${countText(partial.length, 'session')} not whole: ` +
        few(partial.map(({ date, first, last }) => `${date} ${clock(first)} to ${clock(last)}`)),
    ),
    ...when(outside > 0, 'note', 'OutsideHours', () => `${countText(outside, 'row')} outside trading hours`),
  ];
};

/** Of bars, fewer than the hours have room for; of other rows, a late first or an early last one. */
const isPartial = (
  { first, last, opens, closes, expectedBars, rows }: InspectedSession,
  { bars, tokens }: Facts,
): boolean => {
  if (opens === null || closes === null) return false;
  if (bars !== null)
    return tokens.length === 1 && bars.missing === 0 && expectedBars !== null && rows < expectedBars;
  return (
    Date.parse(first) > Date.parse(opens) + MARGIN_MS || Date.parse(last) < Date.parse(closes) - MARGIN_MS
  );
};

const exchangeTimeFindings = ({ exchangeTime }: Facts): readonly Finding[] => {
  if (exchangeTime === null) return [];
  const { rows, stale, staleMs, otherDay, lag, back } = exchangeTime;
  return [
    ...when(
      stale.count > 0,
      stale.count * MANY > rows ? 'falsifies' : 'note',
      'Stale',
      () =>
        `${countText(stale.count, 'row')} with an exchange time more than ${lengthText(staleMs)} old, up to ${lengthText(stale.extent)}` +
        (otherDay > 0 ? `, ${wholeText(otherDay)} of them of an earlier day` : ''),
      'a run leaves them out (--on Stale=drop is the default); --stale allows for more',
    ),
    ...when(
      lag.most < 0,
      'note',
      'ClockBehind',
      () =>
        `every row was received before its exchange time, by ${lengthText(-lag.most)} or more: the recorder's clock was behind`,
    ),
    ...when(
      back.count > 0,
      'note',
      'ExchangeTimeBack',
      () =>
        `the exchange's time goes back ${countText(back.count, 'time')}, by up to ${lengthText(back.extent)}, first ${placed(back.first)}`,
    ),
  ];
};

const bookFindings = ({ book }: Facts): readonly Finding[] => {
  if (book === null) return [];
  const { rows, twoSided, crossed, locked } = book;
  const isOften = crossed.count * MANY > rows;
  return [
    ...when(
      crossed.count > 0,
      isOften ? 'falsifies' : 'note',
      'Crossed',
      () =>
        `${countText(crossed.count, 'row')} with bid above ask, by up to ₹${crossed.extent}, first ${placed(crossed.first)}`,
      isOften
        ? 'check which column is bid and which is ask; a run leaves these rows out'
        : 'a run leaves them out (--on Crossed=drop is the default)',
    ),
    ...when(
      locked.count > 0,
      'note',
      'Locked',
      () => `${countText(locked.count, 'row')} with bid equal to ask`,
    ),
    ...when(
      twoSided < rows,
      'note',
      'OneSided',
      () =>
        `${wholeText(rows - twoSided)} of ${countText(rows, 'row')} with one side of the book or none: an order on the empty side waits`,
    ),
  ];
};

const priceFindings = ({
  jumps: { threshold, seen, spikes },
  zeroPrices,
  tokens,
}: Facts): readonly Finding[] => {
  const odd = tokens.filter(({ tick, prices }) => prices > 0 && (tick === null || tick <= FINEST));
  return [
    ...when(
      spikes.count > 0,
      'falsifies',
      'Spike',
      () =>
        `${countText(spikes.count, 'spike')}: a price more than ${percent(threshold)} off, and the next back where it was; the largest step back ${percent(spikes.extent)}, ${placed(spikes.worst)}`,
      'take these rows out of the file',
    ),
    ...when(
      seen.count > 2 * spikes.count,
      'note',
      'Jump',
      () =>
        `${countText(seen.count, 'step')} of more than ${percent(threshold)} from one price to the next, the largest ${percent(seen.extent)} ${placed(seen.worst)}`,
    ),
    ...when(
      zeroPrices > 0,
      'note',
      'ZeroPrice',
      () => `${countText(zeroPrices, 'row')} with a last price of 0: nothing was traded yet`,
    ),
    ...when(
      odd.length > 0,
      'note',
      'OffTick',
      () =>
        `prices of ${few(odd.map(({ token }) => token))} are on no common step: averaged, or 32-bit numbers`,
    ),
  ];
};

/** The smallest step of any market here, rupees; prices on no larger one are not as they were quoted. */
const FINEST = 0.0001;

const volumeFindings = ({ volume }: Facts): readonly Finding[] => {
  if (volume === null) return [];
  const { resets, wholeDays } = volume;
  const [first] = wholeDays;
  return [
    ...when(
      resets.count > 0,
      'falsifies',
      'VolumeReset',
      () =>
        `the day's volume falls ${countText(resets.count, 'time')} inside a session, by up to ${wholeText(resets.extent)}, first ${placed(resets.first)}`,
      'do not rely on volume there; --on VolumeReset=drop leaves these rows out',
    ),
    ...when(
      first !== undefined,
      'note',
      'WholeDayVolume',
      () =>
        `the first row of ${first?.token ?? ''}, ${clock(first?.at)}, adds ${wholeText(first?.added ?? 0)} to the volume, no later one more than ${wholeText(first?.most ?? 0)}: it is that of the day so far, right for the day and not for the row` +
        (wholeDays.length === 1 ? '' : `; ${countText(wholeDays.length - 1, 'instrument')} more alike`),
    ),
  ];
};

const barFindings = ({ bars, sessions, tokens }: Facts): readonly Finding[] => {
  if (bars === null) return [];
  const { impossible, missing, holes, withoutVolume } = bars;
  const expected = tokens.length * sessions.reduce((sum, { expectedBars }) => sum + (expectedBars ?? 0), 0);
  const isMany = expected > 0 && missing * MANY_BARS > expected;
  return [
    ...when(
      impossible.count > 0,
      'falsifies',
      'ImpossibleBar',
      () =>
        `${countText(impossible.count, 'bar')} whose high or low is not the highest or lowest of its prices, first ${placed(impossible.first)}`,
      'check which column is which with --map, or take the bars out',
    ),
    ...when(
      missing > 0,
      isMany ? 'falsifies' : 'note',
      'MissingBars',
      () =>
        `${countText(missing, 'bar')} missing inside sessions, in ${countText(holes.count, 'place')}, the first in front of the one ${placed(holes.first)}`,
      isMany ? 'get the data again, or leave those sessions out' : null,
    ),
    ...when(
      withoutVolume.count > 0,
      'note',
      'NoVolume',
      () => `${countText(withoutVolume.count, 'bar')} in which nothing was traded`,
    ),
  ];
};

const percent = (ratio: number): string =>
  ratio.toLocaleString('en-IN', { style: 'percent', maximumFractionDigits: 1 });

const clock = (ist = ''): string => ist.slice(11, 19);

const placed = (place: Seen['first']): string =>
  place === null
    ? ''
    : `at ${place.at.slice(0, 10)} ${place.at.slice(11, 23).replace('.000', '')} (row ${wholeText(place.row)})`;

const few = (texts: readonly string[]): string =>
  texts.length <= FEW
    ? texts.join(', ')
    : `${texts.slice(0, FEW).join(', ')} and ${wholeText(texts.length - FEW)} more`;

const FEW = 4;

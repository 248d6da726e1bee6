import type { Finding, Seen } from '../../../codec/inspection.js';
import { lengthText } from '../../../domain/length-text.js';
import { MINUTE_MS, SECOND_MS } from '../../../domain/time.js';
import type { Facts } from './describe-group.js';

/** A hole of this in a feed that otherwise speaks at least once a minute lets a strategy sleep through the market. */
const HOLE_MS = 5 * MINUTE_MS;
/** Rows of a session that begins or ends by more than this inside trading hours are not all of it. */
const MARGIN_MS = 2 * MINUTE_MS;
/** One row in so many is more than an accident. */
const MANY = 100;
/** With more missing bars than this share a series is no series. */
const MANY_MISSING = 0.05;

/** What is odd in the facts, the gravest first, each with what mends it. */
export const findingsOf = (facts: Facts): readonly Finding[] => [
  ...stopping(facts),
  ...falsifying(facts),
  ...noted(facts),
];

type Level = Finding['level'];

const finding = (level: Level, what: string, text: string, fix: string | null = null): Finding => ({
  level,
  what,
  text,
  fix,
});

const stopping = ({ badRows, rows, grade }: Facts): readonly Finding[] => [
  ...(badRows.count > 0
    ? [
        finding(
          'stops',
          'BadRow',
          `${times(badRows.count, 'row')} cannot be read; a backtest stops at the first`,
          'mend the rows, or --on-bad-row skip passes over them',
        ),
      ]
    : []),
  ...(rows === 0 || grade === 'none'
    ? [finding('stops', 'NoPrice', 'no row has a price', 'say which column is the price: --map last=COLUMN')]
    : []),
];

const falsifying = (facts: Facts): readonly Finding[] => {
  const { outOfOrder, book, jumps, volume, exchangeTime, bars, gaps, sessions } = facts;
  const closed = sessions.filter(({ day }) => day === 'holiday' || day === 'weekend');
  const closedNames = closed.map(({ date, day, name }) => `${date} (${name === '' ? day : name})`);
  const expected = sessions.reduce((sum, { expectedBars }) => sum + (expectedBars ?? 0), 0);
  return [
    ...(outOfOrder.count > 0
      ? [
          finding(
            'falsifies',
            'OutOfOrder',
            `${times(outOfOrder.count, 'row')} behind their time, by up to ${lengthText(outOfOrder.extent)}, first ${placed(outOfOrder.first)}`,
            `sort the file by time, or --reorder ${Math.ceil(outOfOrder.extent / SECOND_MS)}s puts them in order`,
          ),
        ]
      : []),
    ...(closed.length > 0
      ? [
          finding(
            'falsifies',
            'ClosedDay',
            `${times(
              closed.reduce((sum, { rows }) => sum + rows, 0),
              'row',
            )} of days on which the exchange was closed: ${few(closedNames)}`,
            'leave these days out, or tell of a session with --calendar FILE',
          ),
        ]
      : []),
    ...(exchangeTime !== null && exchangeTime.stale.count > 0
      ? [
          finding(
            exchangeTime.stale.count * MANY > exchangeTime.rows ? 'falsifies' : 'note',
            'Stale',
            `${times(exchangeTime.stale.count, 'row')} with an exchange time more than ${lengthText(exchangeTime.staleMs)} old, up to ${lengthText(exchangeTime.stale.extent)}` +
              (exchangeTime.otherDay > 0
                ? `, ${count(exchangeTime.otherDay)} of them of an earlier day`
                : ''),
            'a run leaves them out (--on Stale=drop is the default); --stale 1h allows for more',
          ),
        ]
      : []),
    ...(book !== null && book.crossed.count > 0
      ? [
          finding(
            book.crossed.count * MANY > book.rows ? 'falsifies' : 'note',
            'Crossed',
            `${times(book.crossed.count, 'row')} with bid above ask, by up to ₹${book.crossed.extent}, first ${placed(book.crossed.first)}`,
            book.crossed.count * MANY > book.rows
              ? 'check which column is which with --map; --on Crossed=drop, the default, leaves these rows out'
              : 'a run leaves them out (--on Crossed=drop is the default)',
          ),
        ]
      : []),
    ...(jumps.spikes.count > 0
      ? [
          finding(
            'falsifies',
            'Spike',
            `${times(jumps.spikes.count, 'price')} that jump by over ${percent(jumps.threshold)} and come straight back, the last step ${percent(jumps.spikes.extent)} ${placed(jumps.spikes.worst)}`,
            'take these rows out of the file',
          ),
        ]
      : []),
    ...(volume !== null && volume.resets.count > 0
      ? [
          finding(
            'falsifies',
            'VolumeReset',
            `the day's volume falls ${count(volume.resets.count)} times inside a session, by up to ${count(volume.resets.extent)}, first ${placed(volume.resets.first)}`,
            'do not rely on volume there; --on VolumeReset=drop leaves these rows out',
          ),
        ]
      : []),
    ...(bars !== null && bars.impossible.count > 0
      ? [
          finding(
            'falsifies',
            'ImpossibleBar',
            `${times(bars.impossible.count, 'bar')} whose high or low is not the highest or lowest of its prices, first ${placed(bars.impossible.first)}`,
            'check the mapping with --map, or take the bars out',
          ),
        ]
      : []),
    ...(bars !== null && bars.missing > MANY_MISSING * expected && expected > 0
      ? [
          finding(
            'falsifies',
            'MissingBars',
            `${missingBars(bars)}: more than one in twenty`,
            'get the data again',
          ),
        ]
      : []),
    ...(bars === null && isHole(gaps)
      ? [
          finding(
            'falsifies',
            'Gap',
            `a silence of ${lengthText(gaps.longest[0]?.ms ?? 0)} inside the session, ${clock(gaps.longest[0]?.from)} to ${clock(gaps.longest[0]?.to)}: orders meet no market there`,
            'leave the session out, or trade around it with --from and --to',
          ),
        ]
      : []),
  ];
};

const isHole = ({ longest, spacingMs }: Facts['gaps']): boolean =>
  (longest[0]?.ms ?? 0) >= HOLE_MS && (spacingMs ?? Infinity) <= HOLE_MS / 5;

const noted = (facts: Facts): readonly Finding[] => {
  const { duplicates, book, jumps, volume, exchangeTime, bars, sessions, zeroPrices, tokens } = facts;
  const expected = sessions.reduce((sum, { expectedBars }) => sum + (expectedBars ?? 0), 0);
  const partial = sessions.filter(isPartial(facts));
  const outside = sessions.reduce((sum, session) => sum + session.outside, 0);
  const odd = tokens.filter(({ tick, prices }) => prices > 0 && (tick === null || tick <= FINEST));
  return [
    ...(duplicates.messages.count > 0
      ? [
          finding(
            'note',
            'Duplicate',
            `${times(duplicates.messages.count, 'row')} say what a row of the same moment said before, first ${placed(duplicates.messages.first)}` +
              (duplicates.lines === null
                ? ''
                : `; ${count(duplicates.lines)} are the line before, byte for byte`),
            '--on Duplicate=drop leaves them out',
          ),
        ]
      : []),
    ...(bars !== null && bars.missing > 0 && !(bars.missing > MANY_MISSING * expected && expected > 0)
      ? [finding('note', 'MissingBars', missingBars(bars))]
      : []),
    ...(partial.length > 0
      ? [
          finding(
            'note',
            'PartialSession',
            `${times(partial.length, 'session')} not whole: ${few(partial.map(({ date, first, last }) => `${date} ${clock(first)} to ${clock(last)}`))}`,
          ),
        ]
      : []),
    ...(outside > 0
      ? [finding('note', 'OutsideHours', `${times(outside, 'row')} outside trading hours`)]
      : []),
    ...(volume === null
      ? []
      : volume.wholeDays.map(({ token, at, added, most }) =>
          finding(
            'note',
            'WholeDayVolume',
            `the first row of ${token}, ${clock(at)}, adds ${count(added)}, no later one more than ${count(most)}: it is the day's volume so far, right for the day's total and not for that row`,
          ),
        )),
    ...(jumps.seen.count > jumps.spikes.count
      ? [
          finding(
            'note',
            'Jump',
            `${times(jumps.seen.count, 'step')} of more than ${percent(jumps.threshold)} from one price to the next, the largest ${percent(jumps.seen.extent)} ${placed(jumps.seen.worst)}`,
          ),
        ]
      : []),
    ...(zeroPrices > 0
      ? [
          finding(
            'note',
            'ZeroPrice',
            `${times(zeroPrices, 'row')} with a last price of 0: nothing was traded yet`,
          ),
        ]
      : []),
    ...(book !== null && book.locked.count > 0
      ? [finding('note', 'Locked', `${times(book.locked.count, 'row')} with bid equal to ask`)]
      : []),
    ...(book !== null && book.twoSided < book.rows
      ? [
          finding(
            'note',
            'OneSided',
            `${times(book.rows - book.twoSided, 'row')} of ${count(book.rows)} with one side of the book or none: an order on the empty side waits`,
          ),
        ]
      : []),
    ...(exchangeTime !== null && exchangeTime.lag.most < 0
      ? [
          finding(
            'note',
            'ClockBehind',
            `every row was received before its exchange time, by ${lengthText(-exchangeTime.lag.most)} or more: the recorder's clock was behind`,
          ),
        ]
      : []),
    ...(exchangeTime !== null && exchangeTime.back.count > 0
      ? [
          finding(
            'note',
            'ExchangeTimeBack',
            `the exchange's time goes back ${count(exchangeTime.back.count)} times, by up to ${lengthText(exchangeTime.back.extent)}`,
          ),
        ]
      : []),
    ...(odd.length > 0
      ? [
          finding(
            'note',
            'OffTick',
            `prices of ${few(odd.map(({ token }) => token))} are on no common step: averaged, or 32-bit numbers`,
          ),
        ]
      : []),
  ];
};

/** The smallest step of any market here, rupees; below it prices are not what was quoted. */
const FINEST = 0.0001;

/** Of bars, fewer than the hours have room for; of other rows, a late first or an early last one. */
const isPartial =
  ({ bars, tokens }: Facts) =>
  ({ first, last, opens, closes, expectedBars, rows }: Facts['sessions'][number]): boolean => {
    if (opens === null || closes === null) return false;
    if (bars !== null) return tokens.length === 1 && expectedBars !== null && rows < expectedBars;
    return (
      Date.parse(first) > Date.parse(opens) + MARGIN_MS || Date.parse(last) < Date.parse(closes) - MARGIN_MS
    );
  };

const missingBars = ({ missing, holes }: NonNullable<Facts['bars']>): string =>
  `${times(missing, 'bar')} missing inside sessions, in ${times(holes.count, 'place')}, the first in front of the one ${placed(holes.first)}`;

const count = (value: number): string => value.toLocaleString('en-IN');

const times = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

const percent = (ratio: number): string =>
  ratio.toLocaleString('en-IN', { style: 'percent', maximumFractionDigits: 1 });

const clock = (ist = ''): string => ist.slice(11, 19);

const placed = (place: Seen['first']): string =>
  place === null
    ? ''
    : `at ${place.at.slice(0, 10)} ${place.at.slice(11, 23).replace('.000', '')} (row ${count(place.row)})`;

const few = (texts: readonly string[]): string =>
  texts.length <= FEW
    ? texts.join(', ')
    : `${texts.slice(0, FEW).join(', ')} and ${count(texts.length - FEW)} more`;

const FEW = 4;

import { countText, wholeText } from '../../domain/count-text.js';
import type {
  Finding,
  InspectedGroup,
  InspectedSession,
  Inspection,
  RefusedFile,
} from '../../codec/inspection.js';
import { lengthText } from '../../domain/length-text.js';
import { plainTable } from './plain-table.js';
import { wrap } from './wrap.js';

/** What a terminal shows without wrapping. */
const COLUMNS = 80;
const LABEL = 11;
/** Of sessions and tokens so many are listed. */
const MOST_SESSIONS = 8;
const MOST_TOKENS = 8;
const MOST_GAPS = 5;
const LONGEST_NAME = 30;
/** Fewer prices have a common step by chance. */
const FEWEST_PRICES = 10;

/** An inspection as people read it, at most 80 columns wide, without colours. */
export const inspectionText = (inspection: Inspection): string =>
  [
    ...inspection.groups.map(groupText),
    ...alike(inspection.refused).map(refusedText),
    ...(inspection.groups.length + inspection.refused.length > 1 ? [overview(inspection)] : []),
    verdictLine(inspection),
  ].join('\n\n');

const groupText = (group: InspectedGroup): string =>
  [
    ...wrap(group.name, COLUMNS),
    ...entry('what', `${group.shape}, ${group.format.toUpperCase()}, ${sized(group)}`),
    ...entry('mapping', group.mapping.replace(/^[a-z- ]+: /, '').replace(/; ignored: .*$/, '')),
    ...(group.ignored.length === 0 ? [] : entry('ignored', group.ignored.join(', '))),
    ...(group.empty.length === 0 ? [] : entry('empty', group.empty.join(', '))),
    ...(group.span === null ? [] : spanLines(group.span)),
    ...(group.calendar.exchange === null ? [] : entry('hours', calendarText(group.calendar))),
    ...entry('sessions', sessionsText(group)),
    ...indented(sessionTable(group)),
    ...entry('tokens', tokensText(group)),
    ...indented(tokenTable(group)),
    ...entry('gaps', gapsText(group)),
    ...group.gaps.longest
      .slice(0, MOST_GAPS)
      .map(({ from, to, ms }) => `${' '.repeat(LABEL)}${lengthText(ms).padEnd(13)}${spanText(from, to)}`),
    ...bookLines(group),
    ...exchangeTimeLines(group),
    ...group.badRows.first.flatMap((message, i) => entry(i === 0 ? 'bad rows' : '', message)),
    ...group.findings.flatMap(findingLines),
    ...entry('grade', GRADES[group.grade]),
    ...group.trust.flatMap((text, i) => entry(i === 0 ? 'trust' : '', text)),
    ...group.doubt.flatMap((text, i) => entry(i === 0 ? 'doubt' : '', text)),
  ].join('\n');

const GRADES: Readonly<Record<InspectedGroup['grade'], string>> = {
  bars: 'bars: open, high, low and close',
  'quote bars': 'quote bars: bid and ask, each with open, high, low and close',
  'open interest': 'open interest alone',
  depth: 'depth: several levels of the book',
  touchline: 'touchline: last price, best bid and ask',
  quotes: 'quotes: bid and ask, no last price',
  last: 'last price only',
  none: 'no prices',
};

/** A label and its text, the text wrapped beside it. */
const entry = (label: string, text: string): readonly string[] =>
  wrap(text, COLUMNS - LABEL).map((line, i) => `${(i === 0 ? label : '').padEnd(LABEL)}${line}`);

const indented = (table: string): readonly string[] =>
  table === '' ? [] : table.split('\n').map((line) => `  ${line}`.trimEnd());

const sized = ({ rows, badRows, emptyRows, files, bars }: InspectedGroup): string =>
  [
    `${wholeText(rows)} ${bars === null ? 'rows' : `bars of ${lengthText(bars.intervalMs)}`}`,
    ...(files.length > 1 ? [`${wholeText(files.length)} files`] : []),
    ...(badRows.count > 0 ? [`${wholeText(badRows.count)} that cannot be read`] : []),
    ...(emptyRows > 0 ? [`${wholeText(emptyRows)} empty at the end`] : []),
  ].join(', ');

const spanLines = ({ from, to, own }: NonNullable<InspectedGroup['span']>): readonly string[] => [
  ...entry('span', `${spanText(from, to)} IST`),
  ...(own === null ? [] : entry('', `${own.from} to ${own.to} ${own.zone}`)),
];

/** `2025-12-29 09:36:44 to 11:39:46`. */
const spanText = (from: string, to: string): string => {
  const [fromDate, fromTime] = [from.slice(0, 10), clock(from)];
  const [toDate, toTime] = [to.slice(0, 10), clock(to)];
  return `${fromDate} ${fromTime} to ${fromDate === toDate ? '' : `${toDate} `}${toTime}`;
};

/** `09:36:44`, with milliseconds where there are any. */
const clock = (ist: string): string => ist.slice(11, 23).replace('.000', '');

const calendarText = ({ exchange, isAssumed }: InspectedGroup['calendar']): string =>
  isAssumed ? `of ${exchange ?? ''}, assumed: no row names an exchange` : `of ${exchange ?? ''}`;

const sessionsText = ({ sessions, bars, tokens }: InspectedGroup): string => {
  const [first] = sessions;
  const last = sessions.at(-1);
  if (first === undefined || last === undefined) return 'none';
  if (sessions.length <= MOST_SESSIONS) return wholeText(sessions.length);
  return `${wholeText(sessions.length)}, ${first.date} to ${last.date}${bars === null || tokens.length > 1 ? '' : `, ${barCounts(sessions)}`}`;
};

/** `40 of 375 bars, 1 of 372`. */
const barCounts = (sessions: readonly InspectedSession[]): string => {
  const times = new Map<number, number>();
  for (const { rows } of sessions) times.set(rows, (times.get(rows) ?? 0) + 1);
  const texts = [...times]
    .sort(([, a], [, b]) => b - a)
    .map(([rows, n]) => `${wholeText(n)} of ${wholeText(rows)}`);
  const [first = '', ...others] = texts.slice(0, 4);
  return [`${first} bars`, ...others].join(', ');
};

/** All sessions where they are few, else those that are out of the ordinary. */
const sessionTable = (group: InspectedGroup): string => {
  const { sessions } = group;
  const isAll = sessions.length <= MOST_SESSIONS;
  const shown = isAll ? sessions : sessions.filter(isOdd).slice(0, MOST_SESSIONS);
  if (shown.length === 0) return '';
  return plainTable(
    ['Date', 'Rows', 'First', 'Last', ''],
    shown.map((session) => [
      `${session.date} ${weekday(session.date)}`,
      wholeText(session.rows),
      clock(session.first),
      clock(session.last),
      remark(session),
    ]),
    [0, 4],
  );
};

const isOdd = ({ day, rows, expectedBars }: InspectedSession): boolean =>
  day !== 'open' && day !== 'unknown' ? true : expectedBars !== null && rows % expectedBars !== 0;

const remark = ({ day, name, outside, expectedBars, rows }: InspectedSession): string =>
  [
    ...(day === 'holiday' ? [`HOLIDAY ${name}`] : []),
    ...(day === 'weekend' ? ['WEEKEND'] : []),
    ...(day === 'special' ? [name] : []),
    ...(expectedBars !== null && rows % expectedBars !== 0 ? [`of ${wholeText(expectedBars)} bars`] : []),
    ...(outside > 0 ? [`${wholeText(outside)} outside hours`] : []),
  ].join(', ');

const weekday = (date: string): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', { weekday: 'short', timeZone: 'UTC' });

const tokensText = ({ tokens }: InspectedGroup): string =>
  tokens.length <= MOST_TOKENS
    ? wholeText(tokens.length)
    : `${wholeText(tokens.length)}; those with the most rows:`;

const tokenTable = ({ tokens }: InspectedGroup): string =>
  tokens.length === 0
    ? ''
    : plainTable(
        ['Token', 'Rows', 'Low', 'High', 'Tick', 'Largest step'],
        tokens
          .slice(0, MOST_TOKENS)
          .map(({ token, rows, low, high, tick, prices, greatestStep }) => [
            token.length <= LONGEST_NAME ? token : `${token.slice(0, LONGEST_NAME - 1)}…`,
            wholeText(rows),
            price(low),
            price(high),
            tick === null || prices < FEWEST_PRICES ? '-' : String(tick),
            percent(greatestStep),
          ]),
      );

const gapsText = ({ gaps, bars }: InspectedGroup): string => {
  const spacing = gaps.spacingMs === null ? '' : `rows ${lengthText(gaps.spacingMs)} apart (median); `;
  const over = bars === null ? `over ${lengthText(gaps.thresholdMs)}` : 'with bars missing';
  return `${spacing}${gaps.count === 0 ? 'none' : wholeText(gaps.count)} ${over} inside sessions${gaps.count > 0 ? ':' : ''}`;
};

const bookLines = ({ book }: InspectedGroup): readonly string[] =>
  book === null
    ? []
    : entry(
        'book',
        `${wholeText(book.twoSided)} of ${wholeText(book.rows)} rows with both sides, ${wholeText(book.crossed.count)} crossed, ${wholeText(book.locked.count)} locked`,
      );

const exchangeTimeLines = ({ exchangeTime }: InspectedGroup): readonly string[] =>
  exchangeTime === null
    ? []
    : entry(
        'delay',
        `received ${signed(exchangeTime.lag.least)} to ${signed(exchangeTime.lag.most)} after the exchange's time, ${signed(exchangeTime.lag.mean)} in the mean`,
      );

const signed = (ms: number): string => (ms < 0 ? `-${lengthText(-ms)}` : lengthText(ms));

const findingLines = ({ level, text, fix }: Finding): readonly string[] => [
  ...entry(LEVELS[level], text),
  ...(fix === null ? [] : entry('', `-> ${fix}`)),
];

const LEVELS: Readonly<Record<Finding['level'], string>> = {
  stops: 'STOPS',
  falsifies: 'FALSIFIES',
  note: 'note',
};

/** Files that are refused for the same reason, figures aside. */
const alike = (refused: readonly RefusedFile[]): readonly (readonly RefusedFile[])[] => {
  const groups = new Map<string, RefusedFile[]>();
  for (const file of refused) {
    const key = `${file.kind} ${reasonOf(file).replaceAll(/\d/g, '0')}`;
    const others = groups.get(key);
    if (others === undefined) groups.set(key, [file]);
    else others.push(file);
  }
  return [...groups.values()];
};

const reasonOf = ({ path, message }: RefusedFile): string =>
  message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;

const refusedText = (files: readonly RefusedFile[]): string => {
  const [file, ...others] = files;
  if (file === undefined) return '';
  const { path, kind, columns, rows } = file;
  return [
    ...wrap(others.length === 0 ? path : `${path} and ${wholeText(others.length)} more`, COLUMNS),
    ...entry(KINDS[kind], reasonOf(file)),
    ...(columns === null
      ? []
      : [
          ...entry('table', `${wholeText(rows ?? 0)} rows`),
          ...indented(
            plainTable(
              ['Column', 'Type'],
              columns.map(({ name, type }) => [name === '' ? '(no name)' : name, type]),
              [0, 1],
            ),
          ),
        ]),
  ].join('\n');
};

const KINDS: Readonly<Record<RefusedFile['kind'], string>> = {
  question: 'QUESTION',
  broken: 'BROKEN',
  foreign: 'NO TAPE',
};

const overview = ({ groups, refused }: Inspection): string =>
  plainTable(
    ['File', 'Rows', 'Grade', 'Verdict'],
    [
      ...groups.map(({ name, rows, grade, findings }) => [
        tail(name),
        wholeText(rows),
        grade,
        findings.some(({ level }) => level === 'stops')
          ? 'stops'
          : findings.some(({ level }) => level === 'falsifies')
            ? 'falsifies'
            : 'fine',
      ]),
      ...alike(refused).flatMap(([first, ...others]) =>
        first === undefined
          ? []
          : [
              [
                tail(others.length === 0 ? first.path : `${first.path} and ${others.length} more`),
                '-',
                '-',
                first.kind,
              ],
            ],
      ),
    ],
    [0, 2, 3],
  );

const MOST_OF_A_PATH = 48;

const tail = (path: string): string =>
  path.length <= MOST_OF_A_PATH ? path : `…${path.slice(1 - MOST_OF_A_PATH)}`;

const verdictLine = ({ files, rows, isFine }: Inspection): string =>
  `${countText(files, 'file')}, ${wholeText(rows)} rows: ` +
  (isFine ? 'nothing stands against a backtest' : 'something stands against a backtest, see above');

const price = (value: number | null): string =>
  value === null ? '-' : value.toLocaleString('en-IN', { maximumFractionDigits: 4 });

const percent = (ratio: number): string =>
  ratio.toLocaleString('en-IN', { style: 'percent', maximumFractionDigits: 2 });

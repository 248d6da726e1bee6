import { wholeText, countText } from '../../domain/count-text.js';
import { lengthText } from '../../domain/length-text.js';
import { MINUTE_MS } from '../../domain/time.js';
import type { Latency } from '../../report/latency.js';
import type { Stability } from '../../report/stability/stability.js';
import { plainTable } from './plain-table.js';
import { percentText } from './figure-text.js';

/** So many outages and instruments are listed: the longest ones, and those with the most gaps. */
const LISTED = 10;

/** How well a session held, for a terminal. */
export const stabilityText = (stability: Stability): string =>
  [
    ...linesOf(stability),
    ...outageLines(stability),
    '',
    gapTable(stability),
    '',
    latencyTable(stability),
    ...freshnessTable(stability),
  ].join('\n');

const linesOf = (stability: Stability): readonly string[] => {
  const { outages, downMs, mtbfMs, mttrMs, reconnects, conflated } = stability;
  if (stability.from === null) return [line('uptime', 'it was never logged in')];
  return [
    line('uptime', uptimeText(stability)),
    line(
      'outages',
      outages === 0
        ? 'none'
        : `${wholeText(outages)}, ${lengthText(downMs)} in all: ${causesText(stability)}; between them ${timeText(mtbfMs)}, to repair ${timeText(mttrMs)}`,
    ),
    line(
      'connect',
      `${countText(reconnects, 'reconnect')}; the first log-in took ${lengthText(stability.startMs)}`,
    ),
    line(
      'process',
      `${countText(stability.crashes, 'crash', 'crashes')}, ${countText(stability.recoveries, 'recovery', 'recoveries')}`,
    ),
    line('folded', `${wholeText(conflated.ticks)} ticks, ${percentText(conflated.share, 2)}`),
    ...orderLines(stability.orders),
  ];
};

const causesText = ({ list }: Stability): string => {
  const counts = new Map<string, number>();
  for (const { cause } of list) counts.set(cause, (counts.get(cause) ?? 0) + 1);
  return [...counts].map(([cause, count]) => `${wholeText(count)} ${cause}`).join(', ');
};

const uptimeText = ({ uptime, dataReady, sessionMs }: Stability): string =>
  sessionMs === 0
    ? 'none of it was within trading hours'
    : `${percentText(uptime, 4)} of ${lengthText(sessionMs)} of trading, data ready ${percentText(dataReady, 2)}`;

const orderLines = ({ reasons, ...counts }: Stability['orders']): readonly string[] => [
  line(
    'orders',
    Object.entries(counts)
      .map(([what, count]) => `${wholeText(count)} ${what}`)
      .join(', '),
  ),
  ...Object.entries(reasons).map(([reason, count]) => line('', `${wholeText(count)} rejected: ${reason}`)),
];

const outageLines = ({ list }: Stability): readonly string[] =>
  [...list]
    .sort((a, b) => b.ms - a.ms)
    .slice(0, LISTED)
    .map(({ from, ms, cause, detail }) => line('  down', `${from}, ${lengthText(ms)}, ${cause}: ${detail}`));

const gapTable = ({ instruments }: Stability): string => {
  const shown = [...instruments].sort((a, b) => b.excessMs - a.excessMs).slice(0, LISTED);
  const more = instruments.length - shown.length;
  const table = plainTable(
    ['Instrument', 'Class', 'Ticks', 'Median', 'Gaps', 'Longest', 'Sum', 'Excess', 'Coverage', 'Missed'],
    shown.map((one) => [
      one.instrument,
      one.class,
      wholeText(one.ticks),
      timeText(one.medianMs),
      wholeText(one.count),
      timeText(one.longestMs),
      timeText(one.sumMs),
      timeText(one.excessMs),
      percentText(one.coverage, 2),
      wholeText(one.missedVolume),
    ]),
    [0, 1],
  );
  return more <= 0 ? table : `${table}\nand ${wholeText(more)} more with less`;
};

const latencyTable = ({ latency }: Stability): string =>
  plainTable(
    ['Latency', 'Count', 'p50 ms', 'p90 ms', 'p99 ms', 'p99.9 ms', 'Max ms'],
    STAGES.map(([name, stage]) => latencyRow(name, latency[stage])),
  );

const STAGES = [
  ['exchange to us', 'feedLag'],
  ['decision to ack', 'intentToAck'],
  ['ack to fill', 'ackToFill'],
] as const;

const latencyRow = (name: string, of: Latency | null): readonly string[] =>
  of === null
    ? [name, '-', '-', '-', '-', '-', '-']
    : [name, wholeText(of.count), ...[of.p50, of.p90, of.p99, of.p999, of.max].map(threeDigits)];

const threeDigits = (ms: number): string => ms.toLocaleString('en-IN', { maximumSignificantDigits: 3 });

const freshnessTable = ({ freshness }: Stability): readonly string[] =>
  freshness.length === 0
    ? []
    : [
        '',
        plainTable(
          ['Age of last tick', 'p50', 'p95', 'p99'],
          freshness.map(({ class: of, p50, p95, p99 }) => [of, ...[p50, p95, p99].map(ageText)]),
        ),
      ];

/** Ages are told to a minute. */
const ageText = (ms: number): string =>
  ms < MINUTE_MS ? lengthText(ms) : `${lengthText(MINUTE_MS)} or more`;
const timeText = (ms: number | null): string => (ms === null ? '-' : lengthText(ms));
const line = (label: string, text: string): string => `${label.padEnd(9)}${text}`;

import { wholeText, countText } from '../../domain/count-text.js';
import type { HaltStatus, SessionStatus, SwitchStatus } from '../../codec/control/answer.js';
import { lengthText } from '../../domain/length-text.js';
import { plainTable } from './plain-table.js';
import { rupeesText } from './rupees-text.js';

/** How a session stands, for a terminal: what it is, how it goes, what it made, what is halted. */
export const statusText = (status: SessionStatus): string =>
  [...linesOf(status), '', tableOf(status), ...behindBlank(stoppedLines(status))].join('\n');

const behindBlank = (lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', ...lines];

const linesOf = (status: SessionStatus): readonly string[] => {
  const { session, latency, queue, silence, orders, recording } = status;
  return [
    `${session.pipeline}: ${session.kind}, process ${session.pid}, on ${session.feed}`,
    line('session', `${status.at}, up ${lengthText(status.uptimeMs)}`),
    line('feed', `${status.connection ?? 'not connected yet'}, ${countText(status.reconnects, 'reconnect')}`),
    line(
      'ticks',
      `${wholeText(status.ticksPerSecond)} a second, ${wholeText(status.ticks)} in all` +
        (status.malformed === 0 ? '' : `, ${wholeText(status.malformed)} messages could not be read`),
    ),
    ...(silence === null ? [] : [line('silent', `${silence.instrument} for ${lengthText(silence.ms)}`)]),
    line(
      'latency',
      `p50 ${ms(latency.p50)}, p90 ${ms(latency.p90)}, p99 ${ms(latency.p99)}, p99.9 ${ms(latency.p999)}, max ${ms(latency.max)} of ${wholeText(latency.count)}`,
    ),
    line(
      'queue',
      `${wholeText(queue.waiting)} wait, ${wholeText(queue.longest)} at most, ${wholeText(queue.conflated)} folded`,
    ),
    line('decided', `${wholeText(status.decisions)}, ${wholeText(status.refused)} refused by risk`),
    line(
      'orders',
      `${wholeText(orders.sent)} sent, ${countText(orders.fills, 'fill')}, ${wholeText(orders.open)} open; ${countText(status.positions, 'position')}`,
    ),
    line('record', recording === null ? 'none' : recordText(recording, session.folder)),
  ];
};

const recordText = (
  { state, lost }: NonNullable<SessionStatus['recording']>,
  folder: string | null,
): string => `${state}${lost === 0 ? '' : `, ${wholeText(lost)} LOST`}, ${folder ?? ''}`;

const tableOf = ({ strategies, pnl }: SessionStatus): string =>
  plainTable(
    ['Strategy', 'Net P&L ₹', 'Gross P&L ₹', 'Charges ₹', 'Trades'],
    [...strategies, { name: 'all', ...pnl }].map(({ name, netPnl, grossPnl, charges, trades }) => [
      name,
      rupeesText(netPnl),
      rupeesText(grossPnl),
      rupeesText(charges),
      wholeText(trades),
    ]),
  );

/** What holds orders back, a line each; none where nothing does. */
export const stoppedLines = ({
  switches,
  halts,
}: Pick<SessionStatus, 'switches' | 'halts'>): readonly string[] => [
  ...switches.map(switchLine),
  ...halts.map(haltLine),
];

const switchLine = (thrown: SwitchStatus): string =>
  `KILLED  ${scopeText(thrown)}: ${thrown.mode} by ${thrown.by}, ${thrown.reason} ${whereText(thrown)}`;

const haltLine = (halt: HaltStatus): string =>
  `HALTED  ${scopeText(halt)}: exits only by ${halt.rule}, ${halt.message}, until ${UNTIL[halt.until] ?? halt.until} ${whereText(halt)}`;

const UNTIL: Readonly<Record<string, string>> = { nextSession: 'the next session', resume: 'it is resumed' };

const scopeText = ({ strategy, instrument, token }: SwitchStatus | HaltStatus): string =>
  `${strategy ?? 'all strategies'}, ${instrument ?? token ?? 'all instruments'}`;

const whereText = ({ seq, at }: SwitchStatus | HaltStatus): string => `(entry ${seq}, ${at})`;

const line = (label: string, text: string): string => `${label.padEnd(9)}${text}`;
const ms = (value: number): string => `${value.toLocaleString('en-IN', { maximumFractionDigits: 3 })} ms`;

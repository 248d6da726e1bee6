import type { ForwardCommand } from '../../report/forward-command.js';
import type { ForwardTest } from '../../report/forward-test.js';
import { decisionDifferenceText } from './decision-difference-text.js';
import { driftText } from './drift-text.js';
import { stabilityText } from './stability-text.js';
import { summaryTable } from './summary-table.js';

/** A forward test for a terminal: what the session came to, how well it held, and how a backtest of its ticks did. */
export const forwardTestText = ({
  session,
  report,
  stability,
  commands,
  drift,
  firstDifference,
  notes,
}: ForwardTest): string =>
  [
    ...notes.map((note) => `note: ${note}`),
    `${session.folder}: ${session.kind} session of ${report.pipeline}, ${ENDED[session.recording]}`,
    `${session.startedAt} to ${session.endedAt}, on ${session.feed}`,
    '',
    summaryTable(report),
    '',
    'Stability',
    stabilityText(stability),
    ...(commands.length === 0 ? [] : ['', 'Commands', ...commands.map(commandText)]),
    ...(drift === null
      ? []
      : ['', 'Drift: the session against a backtest of its own ticks', driftText(drift)]),
    ...(firstDifference === null ? [] : ['', decisionDifferenceText(firstDifference)]),
  ].join('\n');

const commandText = ({ at, command, strategy, instrument, by, reason }: ForwardCommand): string =>
  `${at.slice(11, 19)} ${command} ${strategy ?? 'all strategies'}, ${instrument ?? 'all instruments'} by ${by}: ${reason}`;

const ENDED: Readonly<Record<ForwardTest['session']['recording'], string>> = {
  whole: 'whole',
  'cut off': 'cut off: as far as it was on the disk',
  lost: 'with a loss: up to where the disk took no more',
};

import type { Entry } from '../../../src/domain/entry.js';
import type { OrderReport } from '../../../src/domain/order-report.js';
import type { StormRun } from './storm-run.js';

type Row = Readonly<Record<string, string>>;

/** Every report of the exchange is on the belt once, in its order's order, and executions sum up to what was filled. */
export const orderFaults = ({ stories, entries }: StormRun): readonly string[] => {
  const reports = entries.flatMap(reportOf);
  const known = new Set(stories.map((story) => story[0]?.['norenordno'] ?? ''));
  return [
    ...reports
      .filter(({ number }) => !known.has(number))
      .map(({ number }) => `order ${number} was never placed`),
    ...stories.flatMap((story) => storyFaults(story, reports)),
  ];
};

const reportOf = (entry: Entry): readonly OrderReport[] =>
  entry.kind === 'FeedEvent' && entry.order !== undefined ? [entry.order] : [];

const storyFaults = (story: readonly Row[], all: readonly OrderReport[]): readonly string[] => {
  const number = story[0]?.['norenordno'] ?? '';
  const reports = all.filter((report) => report.number === number);
  const told = reports.map(reportText);
  const happened = story.map(rowText);
  const filled = Number(story.at(-1)?.['fillshares'] ?? 0);
  const executed = reports.reduce((sum, { fill }) => sum + (fill?.quantity ?? 0), 0);
  return [
    ...(told.join('; ') === happened.join('; ')
      ? []
      : [`order ${number}: told ${told.join('; ')}, but what happened is ${happened.join('; ')}`]),
    ...(executed === filled
      ? []
      : [`order ${number}: executions of ${executed}, but ${filled} were executed`]),
  ];
};

const reportText = ({ status, cause, quantity, limit, filled }: OrderReport): string =>
  `${status} ${cause} ${quantity} at ${limit ?? 0}, ${filled} executed`;

const rowText = ({ status = '', rpt = '', qty, prc, fillshares }: Row): string =>
  `${status} ${rpt} ${Number(qty)} at ${Number(prc)}, ${Number(fillshares ?? 0)} executed`;

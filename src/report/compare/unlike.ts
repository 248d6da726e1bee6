import type { Report } from '../report.js';
import type { NamedRun } from './comparison.js';

/**
 * What is not the same about two runs besides what they decided, a line for people each: their capital, their data,
 * and what shaped them. Differences of these are differences of the figures.
 */
export const unlike = (first: NamedRun, second: NamedRun): readonly string[] => [
  ...told('capital', first, second, ({ config }) => `₹${config.capital.toLocaleString('en-IN')}`),
  ...told('instruments', first, second, ({ data }) =>
    data.tokens.map(({ instrument }) => instrument).join(', '),
  ),
  ...told('time', first, second, ({ data }) => `${shortTime(data.from)} to ${shortTime(data.to)}`),
  ...told('ticks', first, second, ({ data }) => data.ticks.toLocaleString('en-IN')),
  ...told('models', first, second, ({ config }) => config.models.join('; ')),
  ...told('version', first, second, ({ rxtape }) => rxtape),
];

const told = (
  what: string,
  first: NamedRun,
  second: NamedRun,
  of: (report: Report) => string,
): readonly string[] => {
  const [one, other] = [of(first.report), of(second.report)];
  return one === other ? [] : [`${what}: ${first.name} ${one} | ${second.name} ${other}`];
};

const shortTime = (at: string | null): string => at?.slice(0, 16).replace('T', ' ') ?? '-';

import pretty from 'pino-pretty';

/** A line of the log for a terminal: `13:21:33.123 WARN: message  name=value name=value`. */
export const prettyLine = (line: string): string => format(line);

const NOT_FIGURES: ReadonlySet<string> = new Set(['level', 'time', 'msg']);

const format = pretty.prettyFactory({
  colorize: true,
  hideObject: true,
  translateTime: false,
  customPrettifiers: {
    time: (time) => textOf(time).slice('2026-01-05T'.length, '2026-01-05T13:21:33.123'.length),
  },
  messageFormat: (log, key, _label, { colors }) => {
    const figures = Object.entries(log)
      .filter(([name]) => !NOT_FIGURES.has(name))
      .map(([name, value]) => `${name}=${textOf(value)}`);
    const message = colors.reset(printable(String(log[key])));
    return figures.length === 0 ? message : `${message}  ${colors.gray(printable(figures.join(' ')))}`;
  },
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** What a feed sent may hold what a terminal obeys. */
const printable = (text: string): string => text.replaceAll(/\p{Cc}/gu, ' ');

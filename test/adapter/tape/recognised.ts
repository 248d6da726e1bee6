import { NO_FLAGS, type ReadingFlags } from '../../../src/adapter/tape/recognition/reading-flags.js';
import type { Reading } from '../../../src/adapter/tape/recognition/reading.js';
import type { Known } from '../../../src/adapter/tape/recognition/known.js';
import { recognise } from '../../../src/adapter/tape/recognition/recognise.js';
import type { Sample } from '../../../src/adapter/tape/recognition/sample.js';
import type { Token } from '../../../src/domain/token.js';

export type Given = Partial<Omit<Known, 'flags'>> & {
  readonly flags?: Partial<ReadingFlags>;
  readonly source?: Partial<Sample['source']>;
  readonly types?: Sample['types'];
};

const ACC = 'NSE|22' as Token;

/** A sample of the lines of a CSV, of a file `x.csv` whose instrument is ACC where nothing else is said. */
export const sampleOf = (lines: readonly string[], { source, types }: Given = {}): Sample => ({
  source: { name: 'x.csv', path: 'x.csv', entry: undefined, partitions: new Map(), ...source },
  names: undefined,
  types,
  rows: lines.map((line) => line.split(',')),
});

/** The readings of a CSV of these lines. */
export const readings = (lines: readonly string[], given: Given = {}): readonly Reading[] => {
  const { flags, source, types, ...known } = given;
  return recognise(sampleOf(lines, { source: source ?? {}, types }), {
    flags: { ...NO_FLAGS, ...flags },
    token: undefined,
    defaultToken: ACC,
    resolve: () => undefined,
    tickSizeOf: () => undefined,
    ...known,
  });
};

/** The one reading of a CSV of these lines. */
export const reading = (lines: readonly string[], given: Given = {}): Reading => {
  const [only, ...others] = readings(lines, given);
  if (only === undefined || others.length > 0) throw new Error(`${others.length} other readings`);
  return only;
};

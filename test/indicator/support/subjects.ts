import { AVERAGES } from './averages.js';
import { BANDS } from './bands.js';
import { OSCILLATORS } from './oscillators.js';
import { STATISTICS } from './statistics.js';
import type { Subject } from './subject.js';
import { TRENDS } from './trends.js';
import { VOLUMES } from './volumes.js';

/** Every indicator, with the periods of the reference values: what is in this list is held to all the laws. */
export const SUBJECTS: readonly Subject[] = [
  ...AVERAGES,
  ...BANDS,
  ...TRENDS,
  ...OSCILLATORS,
  ...STATISTICS,
  ...VOLUMES,
];

/** The one of that name. */
export const subjectOf = (name: string): Subject => {
  const found = SUBJECTS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no indicator ${name} among the subjects`);
  return found;
};

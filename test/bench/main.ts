import { mkdirSync, writeFileSync } from 'node:fs';
import { beltFigures } from './belt.js';
import type { Figures } from './figures.js';
import { formatFigures } from './formats.js';
import { indicatorFigures } from './indicators.js';
import { inspectFigures } from './inspect.js';
import { journalFigures } from './live/journaled.js';
import { controlFigures } from './live/killed.js';
import { liveFigures } from './live/live.js';
import { memoryFigures } from './memory.js';
import { reportFigures } from './report.js';
import { scalingFigures } from './scaling.js';
import { sweepFigures } from './sweep.js';
import { tapeFigures } from './tapes.js';

/** `npm run bench`: all figures; `npm run bench -- belt`: those whose names begin with `belt.` alone. */
const GROUPS: Readonly<Record<string, () => Figures | Promise<Figures>>> = {
  belt: beltFigures,
  parquet: () => tapeFigures('parquet'),
  csv: () => tapeFigures('csv'),
  formats: formatFigures,
  inspect: inspectFigures,
  indicators: indicatorFigures,
  live: liveFigures,
  journal: journalFigures,
  control: controlFigures,
  report: reportFigures,
  memory: memoryFigures,
  scaling: scalingFigures,
  sweep: sweepFigures,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in GROUPS));
if (unknown.length > 0) {
  console.error(`no figures ${unknown.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}`);
  process.exit(2);
}

const figures: Record<string, number> = {};
for (const [name, measure] of Object.entries(GROUPS)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  for (const [figure, value] of Object.entries(await measure())) {
    figures[figure] = value;
    console.log(`${figure.padEnd(52)} ${value.toLocaleString('en-IN')}`);
  }
}
mkdirSync('out', { recursive: true });
writeFileSync('out/bench.json', `${JSON.stringify(figures, null, 2)}\n`);

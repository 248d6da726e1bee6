import type { RunFacts } from '../../src/report/report-of.js';

/** What a run passes in besides the belt. */
export const facts: RunFacts = {
  rxtape: '0.1.0',
  config: {
    strategies: [
      { name: 'alpha', capital: 60_000, config: { fast: 12, slow: 26 } },
      { name: 'beta', capital: 40_000, config: {} },
    ],
    risk: ['maxPosition(150)'],
    settings: { from: null },
    models: [],
  },
  files: [{ path: 'day.parquet', format: 'parquet', shape: 'tape', bytes: 1234, mapping: 'tape' }],
  rows: 5,
  skipped: 1,
};

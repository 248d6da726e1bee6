import { expect } from 'chai';
import { broken } from './storm/laws.js';
import { stormOf } from './storm/plan.js';
import { runStorm } from './storm/storm-run.js';

/** `RXTAPE_SEED=17` repeats the storm of that seed alone. */
const ONLY = process.env['RXTAPE_SEED'];
const STORMS = 250;
const IN_ONE_TEST = 20;

const seeds = ONLY === undefined ? Array.from({ length: STORMS }, (_, i) => i + 1) : [Number(ONLY)];

describe('a live session in storms of faults', () => {
  for (let i = 0; i < seeds.length; i += IN_ONE_TEST) {
    const some = seeds.slice(i, i + IN_ONE_TEST);
    it(`keeps its laws: seeds ${some[0]} to ${some.at(-1)}`, async () => {
      for (const seed of some) {
        const storm = stormOf(seed);
        const faults = await runStorm(storm).then(
          (run) => broken(storm, run),
          (error: unknown) => [`it failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}`],
        );

        expect(faults, `RXTAPE_SEED=${seed} repeats ${JSON.stringify(storm)}`).to.deep.equal([]);
      }
    });
  }
});

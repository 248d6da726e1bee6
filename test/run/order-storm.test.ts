import { expect } from 'chai';
import { broken } from './order-storm/laws.js';
import { ORDER_FAULTS, type OrderStorm, orderStormOf, singleFault } from './order-storm/plan.js';
import { runOrderStorm } from './order-storm/storm-run.js';

/** `RXTAPE_SEED=17` repeats the storm of that seed alone; `RXTAPE_STORMS=1000` has so many of them. */
const ONLY = process.env['RXTAPE_SEED'];
const STORMS = Number(process.env['RXTAPE_STORMS'] ?? 20);
const IN_ONE_TEST = 10;

const seeds = ONLY === undefined ? Array.from({ length: STORMS }, (_, i) => i + 1) : [Number(ONLY)];

const faultsIn = (storm: OrderStorm): Promise<readonly string[]> =>
  runOrderStorm(storm).then(broken, (error: unknown) => [
    `it failed: ${error instanceof Error ? (error.stack ?? '') : String(error)}`,
  ]);

describe('orders that go out', () => {
  it('are the broker’s in the end where nothing goes wrong', async () => {
    expect(await faultsIn({ seed: 1, rates: '', acts: [], messages: 60 })).to.deep.equal([]);
  });

  for (const fault of Object.keys(ORDER_FAULTS) as (keyof typeof ORDER_FAULTS)[]) {
    it(`are the broker’s in the end with the fault ${fault}`, async () => {
      expect(await faultsIn(singleFault(fault))).to.deep.equal([]);
    });
  }

  for (let i = 0; i < seeds.length; i += IN_ONE_TEST) {
    const some = seeds.slice(i, i + IN_ONE_TEST);
    it(`are the broker’s in the end in storms of all faults: seeds ${some[0]} to ${some.at(-1)}`, async () => {
      for (const seed of some) {
        const storm = orderStormOf(seed);
        expect(await faultsIn(storm), `RXTAPE_SEED=${seed} repeats ${JSON.stringify(storm)}`).to.deep.equal(
          [],
        );
      }
    });
  }
});

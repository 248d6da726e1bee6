import { expect } from 'chai';
import { SimulatedClock } from '../../../../src/adapter/noren/simulator/simulated-clock.js';
import { epochMs } from '../../../../src/domain/time.js';

describe('SimulatedClock', () => {
  it('begins at its start, however long it stood still before', () => {
    let realMs = 0;
    const clock = new SimulatedClock(epochMs(1_000_000), 60, () => realMs);
    clock.moveTo(epochMs(1_000_000));

    realMs = 16_000;
    clock.start(epochMs(1_000_000));
    const atStart = clock.now();
    realMs = 16_500;

    expect(atStart).to.equal(1_000_000);
    expect(clock.now()).to.equal(1_030_000); // 500 ms * 60
  });
});

import { Command } from 'commander';
import { expect } from 'chai';
import { backoffMs } from '../../src/adapter/noren/backoff.js';
import { CONNECTION_LIMITS } from '../../src/adapter/noren/connection-limits.js';
import { MINUTE_MS } from '../../src/domain/time.js';
import {
  connectionLimitsOf,
  type ConnectionOptions,
  withConnectionOptions,
} from '../../src/cli/connection-options.js';

/** The wait before the third try in the early morning, without chance. */
const inTheMorning = (...args: readonly string[]): number => {
  const command = withConnectionOptions(new Command()).parse(args, { from: 'user' });
  const limits = {
    ...CONNECTION_LIMITS,
    ...connectionLimitsOf(command.opts<ConnectionOptions>()),
    jitter: 0,
  };
  return backoffMs(limits, 3, { seed: 1, draws: 1 }, true);
};

describe('--backoff', () => {
  it('is obeyed in the early morning too, when waits are minutes where it is left out', () => {
    expect(inTheMorning()).to.equal(3 * MINUTE_MS);
    expect(inTheMorning('--backoff', '1ms..2ms')).to.equal(2);
  });
});

import { expect } from 'chai';
import type { Command } from '../../src/domain/event.js';
import { epochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import { haltOf, NO_HALTS, withCommand } from '../../src/risk/halts.js';
import { ACC, INFY } from '../support/instrument.js';

const command = (what: Command['command'], token?: Token): Command => ({
  kind: 'Command',
  seq: 1,
  at: epochMs(0),
  command: what,
  token,
  reason: `${what} ${token ?? 'all'}`,
});
/** Why ACC and INFY are halted after the commands. */
const reasonsAfter = (...commands: readonly Command[]): readonly (string | undefined)[] => {
  const halts = commands.reduce(withCommand, NO_HALTS);
  return [ACC, INFY].map((token) => haltOf(halts, token)?.reason);
};

describe('the halts in force', () => {
  const table: Readonly<
    Record<string, readonly [commands: readonly Command[], acc: string | undefined, infy: string | undefined]>
  > = {
    'are none at first': [[], undefined, undefined],
    'are for one token': [[command('halt', ACC)], 'halt NSE|22', undefined],
    'are of whatever is to be cancelled or flattened': [
      [command('cancel', ACC), command('flatten', INFY)],
      'cancel NSE|22',
      'flatten NSE|1594',
    ],
    'are for all': [[command('halt')], 'halt all', 'halt all'],
    'end for one token': [
      [command('halt', ACC), command('halt', INFY), command('resume', ACC)],
      undefined,
      'halt NSE|1594',
    ],
    'end for all, those of single tokens too': [
      [command('halt', ACC), command('halt'), command('resume')],
      undefined,
      undefined,
    ],
    'stay for one token where the halt for all is what was asked for': [
      [command('halt'), command('resume', ACC)],
      'halt all',
      'halt all',
    ],
    'come again': [
      [command('halt', ACC), command('resume', ACC), command('halt', ACC)],
      'halt NSE|22',
      undefined,
    ],
    'do not end that never began': [[command('resume', ACC), command('resume')], undefined, undefined],
  };
  for (const [name, [commands, acc, infy]] of Object.entries(table))
    it(name, () => {
      expect(reasonsAfter(...commands)).to.deep.equal([acc, infy]);
    });

  it('leave those before as they were', () => {
    const before = withCommand(NO_HALTS, command('halt', ACC));

    withCommand(before, command('halt', INFY));
    withCommand(before, command('resume', ACC));

    expect([...before.keys()]).to.deep.equal([ACC]);
    expect(NO_HALTS.size).to.equal(0);
  });
});

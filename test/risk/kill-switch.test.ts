import { expect } from 'chai';
import fc from 'fast-check';
import type { Command } from '../../src/domain/event.js';
import { epochMs } from '../../src/domain/time.js';
import type { Token } from '../../src/domain/token.js';
import { type KillSwitches, NO_SWITCHES, switchOf, withCommand } from '../../src/risk/kill-switch.js';
import { ACC, INFY } from '../support/instrument.js';

const command = (what: Command['command'], strategy?: string, token?: Token): Command => ({
  kind: 'Command',
  seq: 1,
  at: epochMs(0),
  command: what,
  strategy,
  token,
  by: 'a test',
  reason: `${what} ${strategy ?? '*'} ${token ?? '*'}`,
});
const after = (...commands: readonly Command[]): KillSwitches => commands.reduce(withCommand, NO_SWITCHES);

/** What stands for alpha on ACC, alpha on INFY, beta on ACC and beta on INFY. */
const standing = (switches: KillSwitches): readonly (string | undefined)[] =>
  ['alpha', 'beta'].flatMap((strategy) =>
    [ACC, INFY].map((token) => switchOf(switches, strategy, token)?.command),
  );

describe('the kill switches that are thrown', () => {
  const no = undefined;
  const table: Readonly<Record<string, readonly [readonly Command[], readonly (string | undefined)[]]>> = {
    'are none at first': [[], [no, no, no, no]],
    'are for the account': [[command('halt')], ['halt', 'halt', 'halt', 'halt']],
    'are for one token': [[command('halt', no, ACC)], ['halt', no, 'halt', no]],
    'are for one strategy': [[command('exit-only', 'alpha')], ['exit-only', 'exit-only', no, no]],
    'are for one strategy on one token': [[command('flatten', 'beta', INFY)], [no, no, no, 'flatten']],
    'stand with the strictest, whichever came last': [
      [command('flatten', 'alpha'), command('halt', no, ACC), command('exit-only')],
      ['flatten', 'flatten', 'halt', 'exit-only'],
    ],
    'are replaced by the next for the same scope': [
      [command('halt', 'alpha'), command('exit-only', 'alpha')],
      ['exit-only', 'exit-only', no, no],
    ],
    'are lifted for one token': [
      [command('halt', no, ACC), command('halt', no, INFY), command('resume', no, ACC)],
      [no, 'halt', no, 'halt'],
    ],
    'are all lifted for the account': [
      [command('halt', no, ACC), command('halt', 'beta'), command('halt'), command('resume')],
      [no, no, no, no],
    ],
    'stay for a part where the whole was thrown': [
      [command('halt'), command('resume', no, ACC), command('resume', 'alpha')],
      ['halt', 'halt', 'halt', 'halt'],
    ],
    'are lifted with the strategy of which they are a part': [
      [command('halt', 'alpha', ACC), command('halt', 'beta', ACC), command('resume', 'alpha')],
      [no, no, 'halt', no],
    ],
    'do not end that never began': [
      [command('resume', no, ACC), command('resume')],
      [no, no, no, no],
    ],
  };
  for (const [name, [commands, expected]] of Object.entries(table))
    it(name, () => {
      expect(standing(after(...commands))).to.deep.equal(expected);
    });

  it('leave those before as they were', () => {
    const before = after(command('halt', undefined, ACC));

    withCommand(before, command('halt', undefined, INFY));
    withCommand(before, command('resume', undefined, ACC));

    expect(before.map(({ token }) => token)).to.deep.equal([ACC]);
    expect(NO_SWITCHES).to.deep.equal([]);
  });

  it('are what is left of the commands by a plain look at each pair of strategy and token', () => {
    const scope = {
      strategy: fc.constantFrom(undefined, 'alpha', 'beta'),
      token: fc.constantFrom(undefined, ACC, INFY),
    };
    const one = fc
      .record({
        what: fc.constantFrom<Command['command']>(
          'halt',
          'exit-only',
          'cancel',
          'flatten',
          'resume',
          'resume',
        ),
        ...scope,
      })
      .map(({ what, strategy, token }) => command(what, strategy, token));
    const ORDER = ['exit-only', 'halt', 'cancel', 'flatten'];
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), (commands) => {
        const plain = ['alpha', 'beta'].flatMap((strategy) =>
          [ACC, INFY].map((token) => {
            const modes = [undefined, strategy].flatMap((s) =>
              [undefined, token].map((t) => {
                const last = commands.findLastIndex((c) => c.strategy === s && c.token === t);
                const lifted = commands.findLastIndex(
                  (c) =>
                    c.command === 'resume' &&
                    (c.strategy === undefined || c.strategy === s) &&
                    (c.token === undefined || c.token === t),
                );
                return lifted >= last ? -1 : ORDER.indexOf(commands[last]?.command ?? '');
              }),
            );
            return ORDER[Math.max(...modes)];
          }),
        );

        expect(standing(after(...commands))).to.deep.equal(plain);
      }),
    );
  });
});

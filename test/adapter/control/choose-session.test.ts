import { expect } from 'chai';
import { resolve } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { chooseSession } from '../../../src/adapter/control/choose-session.js';
import type { FoundSession } from '../../../src/adapter/control/find-sessions.js';

const found = (pid: number, pipeline: string, folder: string | null): FoundSession => ({
  path: `/run/${pipeline}-${pid}.sock`,
  pid,
  identity: {
    version: '0.1.0',
    pid,
    kind: 'paper',
    pipeline,
    feed: 'shoonya',
    folder,
    startedAt: '2026-01-05T09:15:00.000+05:30',
  },
});

const A = found(1, 'momentum', resolve('recorded/2026-01-05_091500-paper-momentum'));
const B = found(2, 'several', null);
const C = found(3, 'momentum', null);
const MUTE: FoundSession = { path: '/run/mute-4.sock', pid: 4, identity: undefined };

describe('chooseSession', () => {
  for (const [what, sessions, wanted, chosen] of [
    ['the only one', [A], undefined, A],
    ['one by its pipeline', [A, B], 'several', B],
    ['one by its folder', [A, B], 'recorded/2026-01-05_091500-paper-momentum/', A],
    ['one by the name of its folder', [A, B, C], '2026-01-05_091500-paper-momentum', A],
    ['one by its process', [A, B, C], '3', C],
    ['one that does not answer, by its process', [A, MUTE], '4', MUTE],
  ] as const)
    it(`finds ${what}`, () => {
      expect(chooseSession(sessions, wanted)).to.deep.equal(E.right(chosen));
    });

  for (const [what, sessions, wanted, says] of [
    ['none runs', [], undefined, ['no session runs']],
    ['none runs, of a name', [], 'momentum', ['no session runs']],
    [
      'several do',
      [A, B, MUTE],
      undefined,
      [
        '3 sessions run; name one with --session:',
        'momentum: paper, process 1',
        'not recorded, on shoonya',
        'process 4, which does not answer',
      ],
    ],
    [
      'several have the name',
      [A, B, C],
      'momentum',
      ['2 sessions are momentum; name one', 'process 1', 'process 3'],
    ],
    [
      'none has the name',
      [A],
      'several',
      ['no session several runs; these do:', 'momentum: paper, process 1'],
    ],
  ] as const)
    it(`says so where ${what}`, () => {
      const chosen = chooseSession(sessions, wanted);

      for (const words of says) expect(E.isLeft(chosen) && chosen.left).to.contain(words);
    });
});

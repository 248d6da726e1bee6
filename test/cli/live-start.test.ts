import { expect } from 'chai';
import { LiveProcess, logLines, type SimulatorProcess, startSim } from './live-process.js';
import { BUYS_AND_WAITS, plainPipeline } from './plain-pipeline.js';
import { type Outcome, scratch } from './rxtape.js';

const PIPELINE = 'pipelines/momentum.ts';
const CREDENTIALS = { RXTAPE_UID: 'FA00000', RXTAPE_SESSION_TOKEN: 'not-good' };

interface Case {
  readonly what: string;
  readonly args: (feed: string) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly code: 1 | 2;
  /** The step of the start that fails; undefined of one that comes after. */
  readonly step?: string;
  readonly says: readonly string[];
}

const CASES: readonly Case[] = [
  {
    what: 'a pipeline that is not there',
    args: (feed) => ['none.ts', '--feed', feed],
    code: 2,
    step: '[1/8] pipeline',
    says: ['none.ts'],
  },
  {
    what: 'a setting that its strategy does not have',
    args: (feed) => [PIPELINE, '--feed', feed, '--set', 'momentum.fsat=3'],
    code: 2,
    step: '[2/8] instruments',
    says: ['momentum.fsat', 'fast, slow'],
  },
  {
    what: 'a master without the instrument',
    args: (feed) => [PIPELINE, '--feed', feed, '--master', 'test/cli/no-such-master.txt'],
    code: 2,
    step: '[2/8] instruments',
    says: ['no-such-master.txt'],
  },
  {
    what: 'a broker without a log-in',
    args: () => [PIPELINE, '--feed', 'shoonya'],
    code: 2,
    step: '[3/8] credentials',
    says: ['rxtape login --broker shoonya', 'RXTAPE_SESSION_TOKEN'],
  },
  {
    what: 'a feed of no name',
    args: () => [PIPELINE, '--feed', 'zerodha'],
    code: 2,
    step: '[3/8] credentials',
    says: ['zerodha', 'flattrade', 'ws://HOST:PORT'],
  },
  {
    what: 'a simulator that does not run',
    args: () => [PIPELINE, '--feed', 'ws://127.0.0.1:9'],
    code: 2,
    step: '[3/8] credentials',
    says: ['no simulator answers at ws://127.0.0.1:9', 'rxtape sim'],
  },
  {
    what: 'a folder for the recording that is a file',
    args: (feed) => [PIPELINE, '--feed', feed, '--record', 'package.json'],
    code: 2,
    step: '[4/8] recording',
    says: ['--record package.json'],
  },
  {
    what: 'an end that is over',
    args: (feed) => [PIPELINE, '--feed', feed, '--until', '09:00'],
    code: 2,
    step: '[5/8] clock',
    says: ['--until', '09:15:00'],
  },
  {
    what: 'a log-in that the server refuses',
    args: (feed) => [PIPELINE, '--feed', feed],
    env: CREDENTIALS,
    code: 1,
    says: ['refused the log-in', 'rxtape login'],
  },
  {
    what: 'a server where nobody is',
    args: () => [PIPELINE, '--feed', 'ws://127.0.0.1:9', '--backoff', '1ms..2ms'],
    env: CREDENTIALS,
    code: 2,
    says: ['127.0.0.1:9', 'connection refused'],
  },
  {
    what: 'TLS where the server has none',
    args: (feed) => [PIPELINE, '--feed', feed.replace('ws:', 'wss:')],
    env: CREDENTIALS,
    code: 2,
    says: ['speaks no TLS', 'write ws://'],
  },
  {
    what: 'a path that no feed is at',
    args: (feed) => [PIPELINE, '--feed', feed.replace('NorenWSAPI', 'nowhere')],
    env: CREDENTIALS,
    code: 2,
    says: ['HTTP 404', 'Check the address'],
  },
];

describe('what keeps a session from starting, as processes', () => {
  const files = scratch();
  let sim: SimulatorProcess;
  const outcomes = new Map<string, Outcome>();
  before(async () => {
    sim = await startSim();
    for (let i = 0; i < CASES.length; i += 3)
      await Promise.all(
        CASES.slice(i, i + 3).map(async ({ what, args, env }) => {
          outcomes.set(what, await LiveProcess.start(['paper', ...args(sim.feed)], env).outcome());
        }),
      );
  });
  after(async () => {
    await sim.kill();
    files.remove();
  });

  for (const { what, code, step, says } of CASES)
    it(`${what}: ends with ${code} and says what to do${step === undefined ? '' : `, at ${step}`}`, () => {
      const outcome = outcomes.get(what);
      const message = outcome?.stderr.split('\n').filter((line) => line.startsWith('rxtape: ')) ?? [];
      const failed = logLines(outcome?.stderr ?? '').filter(({ msg }) => msg.endsWith(': failed'));

      expect(outcome?.code, outcome?.stderr).to.equal(code);
      expect(message).to.have.length(1);
      for (const words of says) expect(message[0]).to.contain(words);
      expect(failed.map(({ msg }) => msg)).to.deep.equal(step === undefined ? [] : [`${step}: failed`]);
      expect(outcome?.stderr)
        .not.to.match(/^\s+at /m)
        .and.not.to.contain('not-good');
      expect(outcome?.stdout).to.equal('');
    });

  it('ends though the pipeline left a timer of its own', async () => {
    const path = files.file(
      'timer.mjs',
      plainPipeline(BUYS_AND_WAITS, { before: 'setInterval(() => undefined, 1000);' }),
    );
    const other = await startSim('--speed', 'max');
    const { code, stderr } = await LiveProcess.start(['paper', path, '--feed', other.feed]).outcome();
    await other.kill();

    expect(code, stderr).to.equal(0);
  });
});

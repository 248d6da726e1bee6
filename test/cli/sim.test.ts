import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { PlainClient } from '../adapter/noren/simulator/plain-client.js';
import { LiveProcess } from './live-process.js';
import { runAll } from './run-all.js';
import { rxtape } from './rxtape.js';

const DATA = ['--data', 'data/sample-day.parquet'];

/** Where a simulator that has started says that it is. */
interface Place {
  readonly url: string;
  readonly port: number;
  readonly feed: string;
  readonly rest: string;
  readonly uid: string;
  readonly token: string;
}

const placeIn = ([line]: RegExpExecArray): Place => JSON.parse(line) as Place;

const watch = async (client: PlainClient): Promise<void> => {
  client.send({ t: 't', k: 'NSE|1594#NFO|53001#NSE|2885#NSE|26000' });
  await client.next('tk', 4);
};

describe('rxtape sim', () => {
  it('serves a tape to whoever connects, and ends cleanly when it is asked to', async () => {
    const running = LiveProcess.start(['sim', ...DATA, '--speed', '600', '--port', '0', '--wait', '--json']);
    const { url, feed, uid, token, port } = placeIn(await running.until('stdout', /^\{.*\}$/m));
    const client = await PlainClient.connect(url, token, uid);
    await watch(client);
    await client.next('tf', 20);
    running.signal('SIGINT');
    const { code, stderr } = await running.outcome();

    expect(feed).to.equal(`ws://127.0.0.1:${port}/NorenWSAPI/`);
    expect(client.of('tk').map(({ ts }) => ts)).to.have.members([
      'INFY-EQ',
      'NIFTY27JAN26F',
      'RELIANCE-EQ',
      'Nifty 50',
    ]);
    expect(await client.closed).to.equal(1006);
    expect([code, stderr.replaceAll(/^data\/.*\n/gm, '')]).to.deep.equal([0, '']);
  });

  it('plays all of a made-up day as fast as it is read, and ends with it', async () => {
    const running = LiveProcess.start([
      'sim',
      '--generate',
      '--seed',
      '3',
      '--speed',
      'max',
      '--port',
      '0',
      '--wait',
      '--json',
      '--exit-at-end',
    ]);
    const { url } = placeIn(await running.until('stdout', /^\{.*\}$/m));
    const client = await PlainClient.connect(url);
    await watch(client);
    const { code } = await running.outcome();
    await client.closed;

    expect(code).to.equal(0);
    expect(client.of('tf')).to.have.length.above(30_000);
  });

  it('tells in a line where it is and who may connect', async () => {
    const running = LiveProcess.start(['sim', ...DATA, '--port', '0', '--token', 'mine', '--wait']);
    const [line] = await running.until('stdout', /^simulated exchange.*$/m);
    running.signal('SIGTERM');

    expect(line).to.match(
      /^simulated exchange at ws:\/\/127\.0\.0\.1:\d+\/NorenWSAPI\/ and http:.*\/NorenWClientAPI\/, user DEMO01, token mine, 2026-01-05T09:15:00/,
    );
    expect((await running.outcome()).code).to.equal(0);
  });

  it('says which port is in use, and what to do', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const { code, stderr } = rxtape('sim', ...DATA, '--port', String(port));
    taken.close();

    expect(code).to.equal(2);
    expect(stderr).to.contain(
      `rxtape: port ${port} of 127.0.0.1 is in use; name another with --port, or --port 0 for any that is free`,
    );
  });

  it('refuses what cannot be served or played, in words', async () => {
    const refused = [
      [[], 'name what to play: --data TAPE, or --generate for a made-up day'],
      [[...DATA, '--generate'], 'name what to play: --data TAPE, or --generate for a made-up day'],
      [[...DATA, '--speed', '0'], 'write how many times real time: 1, 60, 0.5; or max'],
      [[...DATA, '--port', '70000'], 'write a port, 0 to 65535'],
      [[...DATA, '--fault', 'dorp:0.1'], "no fault is named 'dorp:0.1'"],
      [[...DATA, '--host', '203.0.113.7', '--port', '0'], '203.0.113.7 is no address of this machine'],
      [['--data', 'nothing.csv', '--port', '0'], 'nothing.csv'],
      [[...DATA, '--to', '2020-01-01', '--port', '0'], 'there is nothing to play'],
    ] as const;
    const outcomes = await runAll(refused.map(([args]) => ['sim', ...args]));

    outcomes.forEach(({ code, stderr }, i) => {
      const [args, problem] = refused[i] ?? [];
      expect(code, args?.join(' ')).to.be.oneOf([1, 2]);
      expect(stderr).to.contain(problem);
      expect(stderr).not.to.contain('    at ');
    });
  });

  it('lists every fault in its help', () => {
    const { code, stdout } = rxtape('sim', '--help');

    expect(code).to.equal(0);
    for (const fault of ['drop', 'hang', 'tf-first', 'om-duplicate', 'chunks', 'sub-limit:n'])
      expect(stdout).to.match(new RegExp(`^  ${fault} .*\\w`, 'm'));
  });
});

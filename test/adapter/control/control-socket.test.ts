import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as t from 'io-ts';
import { askSession } from '../../../src/adapter/control/ask-session.js';
import { type ControlSocket, controlSocket } from '../../../src/adapter/control/control-socket.js';
import { LONGEST_LINE } from '../../../src/adapter/control/converse.js';
import { findSessions } from '../../../src/adapter/control/find-sessions.js';
import { UsageError } from '../../../src/domain/failure.js';
import { rejection } from '../../support/rejection.js';
import { usageError } from '../../support/usage-error.js';

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** What `text` brings back from the socket, all of it. */
const said = async (path: string, text: string | Uint8Array): Promise<string> => {
  const socket = connect(path);
  let answer = '';
  socket.on('data', (chunk) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  socket.write(text);
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
};

describe('the control socket', () => {
  let folder: string;
  let open: ControlSocket[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rxtape-'));
    open = [];
  });
  afterEach(async () => {
    for (const control of open) await control.close();
    rmSync(folder, { recursive: true });
  });

  const offered = async (name = 'momentum', at = folder): Promise<ControlSocket> => {
    const control = await controlSocket(at, name);
    open.push(control);
    return control;
  };

  /** One that answers every request with what it asked. */
  const echoing = async (): Promise<ControlSocket> => {
    const control = await offered();
    control.serve(async ({ ask }) => ask);
    return control;
  };
  const isAlive = async ({ path }: ControlSocket): Promise<boolean> =>
    (await askSession(path, { ask: 'status' }, t.string)) === 'status';

  it('answers a line with a line, and is gone when it is closed', async () => {
    const control = await echoing();

    expect(await askSession(control.path, { ask: 'orders' }, t.string)).to.equal('orders');
    expect(await said(control.path, '{"rxtape":1,"ask":"who"}\n')).to.equal(
      '{"rxtape":1,"ok":true,"value":"who"}\n',
    );
    await control.close();
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it('says that the session is starting until it is served', async () => {
    const { path } = await offered();

    const error = await rejection(askSession(path, { ask: 'status' }, t.string));
    expect(String(error)).to.contain('is starting');
  });

  it('tells a failure of the session, and goes on', async () => {
    const control = await offered();
    control.serve(async ({ ask }) => {
      if (ask === 'who') throw new UsageError('no such instrument');
      if (ask === 'orders') throw new Error('a bug');
      return ask;
    });

    const [failure, bug] = await Promise.all(
      (['who', 'orders'] as const).map((ask) => rejection(askSession(control.path, { ask }, t.string))),
    );
    expect(failure).to.have.property('message', 'no such instrument');
    expect(bug).to.have.property('message', 'the session could not answer: a bug');
    expect(await isAlive(control)).to.equal(true);
  });

  describe('is for its own user only', () => {
    it('its mode is 0600, that of a folder it makes 0700', async () => {
      const made = join(folder, 'a', 'b');
      const { path } = await offered('momentum', made);

      expect([modeOf(path), modeOf(made), modeOf(join(folder, 'a'))]).to.deep.equal(['600', '700', '700']);
    });

    it('another user cannot open it', async () => {
      const { path } = await echoing();
      const script = `require('net').connect(${JSON.stringify(path)}).on('connect', () => { console.log('open'); process.exit(); }).on('error', (e) => { console.log(e.code); })`;
      const as = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', cwd: '/', ...as });

      expect(stdout.trim()).to.equal('uid' in as ? 'EACCES' : 'open'); // only root can be somebody else
    });

    for (const mode of [0o755, 0o770, 0o701])
      it(`a folder of mode ${mode.toString(8)} is refused, and nothing is offered`, async () => {
        chmodSync(folder, mode);

        expect(await usageError(controlSocket(folder, 'momentum')))
          .to.contain(`${folder} has mode 0${mode.toString(8)}`)
          .and.contain(`chmod 700 ${folder}`);
        expect(readdirSync(folder)).to.deep.equal([]);
      });

    it('a folder that is another place’s name, and a file, are refused', async () => {
      const link = join(folder, 'link');
      mkdirSync(join(folder, 'real'), { mode: 0o700 });
      symlinkSync(join(folder, 'real'), link);
      writeFileSync(join(folder, 'file'), '');

      expect(await usageError(controlSocket(link, 'momentum'))).to.contain('is no folder');
      expect(await usageError(controlSocket(join(folder, 'file'), 'momentum'))).to.contain('cannot be made');
    });

    it('nobody asks through a socket or a folder that others can use', async () => {
      const { path } = await echoing();

      chmodSync(path, 0o660);
      expect(await usageError(askSession(path, { ask: 'who' }, t.string))).to.contain(`chmod 600 ${path}`);
      chmodSync(path, 0o600);
      chmodSync(folder, 0o777);
      expect(await usageError(askSession(path, { ask: 'who' }, t.string))).to.contain('has mode 0777');
      expect(await usageError(findSessions(folder))).to.contain('has mode 0777');
      chmodSync(folder, 0o700);
    });
  });

  it('names a path that is too long for the system, and where to change it', async () => {
    const long = join(folder, 'x'.repeat(90));

    expect(await usageError(controlSocket(long, 'momentum')))
      .to.match(/has 1\d\d bytes, and the system takes 10[37]/)
      .and.contain('RXTAPE_RUNTIME_DIR');
  });

  it('takes a short name for a pipeline of a long one, and a second for a second session', async () => {
    const name = 'ünïcode / and a name that goes on and on and on';
    const paths = [await offered(name), await offered(name)].map(({ path }) => path);

    for (const path of paths) expect(Buffer.byteLength(path)).to.be.below(100);
    expect(new Set(paths).size).to.equal(2);
  });

  describe('of a killed process', () => {
    /** Leaves the socket `path` behind, as `kill -9` does. */
    const killedAt = async (path: string): Promise<number> => {
      const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => console.log('listens'))`;
      const child = spawn(process.execPath, ['-e', script]);
      await once(child.stdout, 'data');
      child.kill('SIGKILL');
      await once(child, 'exit');
      expect(existsSync(path)).to.equal(true);
      return child.pid ?? 0;
    };

    it('is replaced', async () => {
      await killedAt(join(folder, `momentum-${process.pid}.sock`));
      const control = await echoing();

      expect(control.path).to.equal(join(folder, `momentum-${process.pid}.sock`));
      expect(await isAlive(control)).to.equal(true);
    });

    it('is no session, and is swept away once the process is gone', async () => {
      const alive = join(folder, `alive-${process.pid}.sock`);
      await killedAt(alive);
      const pid = await killedAt(join(folder, 'gone.sock'));
      const gone = join(folder, `momentum-${pid}.sock`);
      await killedAt(gone);

      expect(await findSessions(folder)).to.deep.equal([]);
      expect([existsSync(alive), existsSync(gone)]).to.deep.equal([true, false]);
    });
  });

  describe('goes on answering whatever comes', () => {
    for (const [what, text, says] of [
      ['no JSON', 'kill everything\n', 'no request: write {'],
      ['bytes', Uint8Array.from([0xff, 0x00, 0xc3, 0x28, 0x0a]), 'no request'],
      ['an empty line', '\n', 'no request'],
      ['another version', '{"rxtape":2,"ask":"who"}\n', 'is of version 2, and this session speaks 1'],
      ['another question', '{"rxtape":1,"ask":"why"}\n', 'no request: '],
      ['a command without a reason', '{"rxtape":1,"ask":"command","command":"halt"}\n', 'reason: expected'],
      ['a line that is too long', `${' '.repeat(LONGEST_LINE + 1)}\n`, `at most ${LONGEST_LINE}`],
      ['a flood without an end', 'x'.repeat(4 << 20), `at most ${LONGEST_LINE}`],
      ['two requests, of which it takes one', '{"rxtape":1,"ask":"who"}\n'.repeat(2), '"value":"who"'],
    ] as const)
      it(what, async () => {
        const control = await echoing();

        expect(await said(control.path, text)).to.contain(says);
        expect(await isAlive(control)).to.equal(true);
      });

    it('who says nothing, half a line, or leaves in the middle of it', async () => {
      const control = await echoing();
      const idle: Socket[] = [];
      for (const text of ['', '{"rxtape":1,', '{"rxtape":1,"ask":"status"}\n']) {
        const socket = connect(control.path);
        socket.on('error', () => undefined);
        await once(socket, 'connect');
        socket.write(text);
        if (text === '') idle.push(socket);
        else socket.destroy();
      }

      expect(await isAlive(control)).to.equal(true);
      await control.close();
      for (const socket of idle) expect(await rejection(writing(socket))).to.be.instanceOf(Error);
    });

    it('who does not take a long answer', async () => {
      const control = await offered();
      control.serve(async ({ ask }) => (ask === 'orders' ? 'x'.repeat(8 << 20) : ask));
      const socket = connect(control.path);
      socket.pause();
      socket.write('{"rxtape":1,"ask":"orders"}\n');
      await once(socket, 'connect');

      expect(await isAlive(control)).to.equal(true);
      socket.destroy();
    });
  });
});

/** Rejects once the other side has let go. */
const writing = async (socket: Socket): Promise<void> => {
  while (!socket.destroyed)
    await new Promise<void>((resolve, reject) => {
      socket.write('x', (error) => (error instanceof Error ? reject(error) : resolve()));
    });
  throw new Error('let go');
};

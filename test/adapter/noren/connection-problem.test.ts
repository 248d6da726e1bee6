import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { generate } from 'selfsigned';
import { WebSocket } from 'ws';
import { connectionProblem } from '../../../src/adapter/noren/connection-problem.js';
import { post } from '../../../src/adapter/noren/post.js';
import type { RestFailure } from '../../../src/codec/noren/rest-answer.js';
import { hurriedScheduler } from '../../support/hurried-scheduler.js';

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

const closed = async (server: Server): Promise<void> => {
  server.close();
  await once(server, 'close');
};

const posted = async (url: string): Promise<RestFailure> => {
  const request = { url, headers: {}, body: 'jData={}', secrets: [] };
  const answer = await post(request, hurriedScheduler(0), new AbortController().signal);
  if (E.isRight(answer)) throw new Error(`${url} was taken`);
  return answer.left;
};

/** What a socket to `url` is told. */
const socketError = async (url: string): Promise<unknown> => {
  const socket = new WebSocket(url);
  const [error] = (await once(socket, 'error')) as unknown[];
  return error;
};

describe('connectionProblem', () => {
  it('says that nothing answers at a port that nobody listens at', async () => {
    const server = createServer();
    const port = await listening(server);
    await closed(server);

    expect(await posted(`http://127.0.0.1:${port}/x`)).to.deep.equal({
      kind: 'Transport',
      message: `nothing answers at 127.0.0.1:${port} (connection refused): is the address right, and is it running?`,
    });
    const url = `ws://localhost:${port}/x?token=abc`;
    expect(connectionProblem(await socketError(url), url).message)
      .to.contain(`nothing answers at localhost:${port}`)
      .and.not.to.contain('abc');
  });

  it('says that a host is not known', () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND nowhere.invalid'), { code: 'ENOTFOUND' });

    expect(
      connectionProblem(new TypeError('fetch failed', { cause: error }), 'wss://nowhere.invalid/x'),
    ).to.deep.equal({
      isFinal: false,
      message: 'no host is known as nowhere.invalid: is the name right, and is there a network?',
    });
  });

  it('does not trust a certificate that is signed by itself, and says how to', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    const server = createHttpsServer({ key, cert });
    const port = await listening(server);
    try {
      const failure = await posted(`https://127.0.0.1:${port}/x`);

      expect(failure.kind).to.equal('Untrusted');
      expect(failure.message).to.contain('signed by itself').and.to.contain('NODE_EXTRA_CA_CERTS');
      const url = `wss://127.0.0.1:${port}/x`;
      expect(connectionProblem(await socketError(url), url)).to.deep.equal({
        isFinal: true,
        message: failure.message,
      });
    } finally {
      await closed(server);
    }
  });

  it('says that a server speaks no TLS', async () => {
    const server = createHttpServer();
    const port = await listening(server);
    try {
      expect(await posted(`https://127.0.0.1:${port}/x`)).to.include({ kind: 'Untrusted' });
      const url = `wss://127.0.0.1:${port}/x`;
      expect(connectionProblem(await socketError(url), url).message).to.contain('write ws:// for wss://');
    } finally {
      await closed(server);
    }
  });

  it('says that the connection was cut', async () => {
    const server = createServer((socket) => socket.destroy());
    const port = await listening(server);
    try {
      expect((await posted(`http://127.0.0.1:${port}/x`)).message).to.equal(
        `127.0.0.1:${port} cut the connection`,
      );
    } finally {
      await closed(server);
    }
  });

  it('says of anything else what it says, without what could be secret in the URL', () => {
    expect(connectionProblem(new Error('odd'), 'ws://h.in/x?susertoken=abc')).to.deep.equal({
      isFinal: false,
      message: 'ws://h.in/x: odd',
    });
  });
});

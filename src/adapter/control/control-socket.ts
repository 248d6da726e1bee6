import { once } from 'node:events';
import { chmod, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import * as E from 'fp-ts/lib/Either.js';
import { answerText, problemText } from '../../codec/control/answer.js';
import { type ControlRequest, decodeRequest } from '../../codec/control/request.js';
import { isFailure, UsageError } from '../../domain/failure.js';
import { converse } from './converse.js';
import { isAnswered } from './is-answered.js';
import { requirePrivate } from './private-place.js';
import { makeRuntimeFolder } from './runtime-folder.js';
import { socketPath } from './socket-path.js';

/** Answers a request with a value for JSON; a Failure that it rejects with is told to who asked. */
export type Answerer = (request: ControlRequest) => Promise<unknown>;

/** Where a running session can be asked and commanded, by its own user only. */
export interface ControlSocket {
  readonly path: string;
  /** From now on requests are answered by `answer`; before, that the session is starting. */
  serve(answer: Answerer): void;
  /** Lets go of everybody who is connected, and removes the socket. */
  close(): Promise<void>;
}

/** More than ask at once; who comes beyond is let go at once. */
const CONNECTIONS = 32;
/** Sessions of one process. */
const MOST = 999;

/**
 * Opens the control socket of a session of `pipeline` in `folder`, both for this user only. What a process that was
 * killed left there under this name is replaced. Rejects with a UsageError where others could get at it, and where it
 * cannot be opened.
 */
export const controlSocket = async (folder: string, pipeline: string): Promise<ControlSocket> => {
  await makeRuntimeFolder(folder);
  const path = await freePath(folder, pipeline);
  let answer: Answerer = () => Promise.resolve(undefined);
  let isServing = false;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    converse(socket, (line) => (isServing ? answered(line, answer) : Promise.resolve(STARTING)));
  });
  server.maxConnections = CONNECTIONS;
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroySoon();
    await closed(server);
  };
  await listening(server, path);
  try {
    await chmod(path, 0o600);
    await requirePrivate(path, 'socket');
    await requirePrivate(folder, 'folder');
  } catch (error) {
    await close();
    throw error;
  }
  return {
    path,
    serve: (by) => {
      answer = by;
      isServing = true;
    },
    close,
  };
};

const STARTING = problemText('the session is starting: ask again in a moment');

/** The line that answers `line`. A session goes on whatever it is asked. */
const answered = async (line: string, answer: Answerer): Promise<string> => {
  const request = decodeRequest(line);
  if (E.isLeft(request)) return problemText(request.left);
  try {
    return answerText(await answer(request.right));
  } catch (error) {
    if (isFailure(error)) return problemText(error.message);
    return problemText(
      `the session could not answer: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
};

/** A path at which nobody answers. Its process is this one, so who does not answer there has been killed. */
const freePath = async (folder: string, pipeline: string): Promise<string> => {
  for (let number = 1; number <= MOST; number += 1) {
    const path = socketPath(folder, pipeline, process.pid, number);
    if (await isAnswered(path)) continue;
    await rm(path, { force: true });
    return path;
  }
  throw new Error(`${MOST} sessions of this process have control sockets in ${folder}`);
};

const listening = async (server: Server, path: string): Promise<void> => {
  try {
    server.listen(path);
    await once(server, 'listening');
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      `the control socket cannot be opened: ${problem}; name another folder with RXTAPE_RUNTIME_DIR`,
      { cause: error },
    );
  }
  server.on('error', () => undefined); // one who could not be let in; the session goes on
  server.unref();
};

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

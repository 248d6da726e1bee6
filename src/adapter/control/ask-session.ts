import { connect } from 'node:net';
import { dirname } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { decodeAnswer } from '../../codec/control/answer.js';
import { type ControlRequest, requestText } from '../../codec/control/request.js';
import { Failure } from '../../domain/failure.js';
import { requirePrivate } from './private-place.js';

/** A session did not do what it was asked: it said why, or nothing. */
export class SessionRefused extends Failure {
  override readonly name = 'SessionRefused';
  readonly exitCode = 1;
}

/** A session answers at once, but where its belt is at work or the machine is. Real ms. */
const ANSWER_WITHIN_MS = 5_000;
/** Far more than the positions of all strategies. */
const LONGEST_ANSWER = 64 << 20;

/**
 * Asks the session at the socket `path`. Rejects with a UsageError where others than this user could be at the other
 * end, with a {@link SessionRefused} for a no, for an answer that is none, and for none in time.
 */
export const askSession = async <A>(
  path: string,
  request: ControlRequest,
  codec: t.Type<A, unknown>,
  withinMs: number = ANSWER_WITHIN_MS,
): Promise<A> => {
  await requirePrivate(dirname(path), 'folder');
  await requirePrivate(path, 'socket');
  const answer = decodeAnswer(codec, await lineFrom(path, requestText(request), withinMs));
  if (E.isLeft(answer)) throw new SessionRefused(answer.left);
  return answer.right;
};

const SILENT =
  'the session goes through its past (a command is kept, and a kill holds before anything is ordered), hangs, or the machine is overloaded';

const lineFrom = (path: string, request: string, withinMs: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(path);
    const fail = (why: string): void => {
      socket.destroy();
      reject(new SessionRefused(`${path}: ${why}`));
    };
    const deadline = setTimeout(() => fail(`no answer within ${withinMs / 1_000} s: ${SILENT}`), withinMs);
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      text += chunk;
      if (text.length > LONGEST_ANSWER) fail('the answer does not end');
      if (!text.includes('\n')) return;
      resolve(text.slice(0, text.indexOf('\n')));
      socket.destroy();
    });
    socket.once('error', (error) => fail(error.message));
    socket.once('close', () => {
      clearTimeout(deadline);
      fail('the session ended without an answer');
    });
    socket.write(request);
  });

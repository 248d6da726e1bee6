import type { Socket } from 'node:net';
import { problemText } from '../../codec/control/answer.js';

/** A request is a line of JSON; more than this is none. */
export const LONGEST_LINE = 4_096;
/** Who has not asked after so long does not mean to, real ms. */
const ASK_WITHIN_MS = 2_000;
/** Who has not taken the answer after so long is let go, real ms. */
const TAKE_WITHIN_MS = 5_000;

/**
 * One request and its answer on `socket`: reads a line, writes what `answer` makes of it, and lets go. Who says
 * nothing, too much or too slowly, or does not take the answer, is let go; nothing that comes behind the line is read.
 */
export const converse = (socket: Socket, answer: (line: string) => Promise<string>): void => {
  let text = '';
  let deadline = setTimeout(() => socket.destroy(), ASK_WITHIN_MS);
  const reply = (line: string): void => {
    if (socket.destroyed) return;
    deadline = setTimeout(() => socket.destroy(), TAKE_WITHIN_MS);
    socket.end(line, () => socket.destroy());
  };
  const take = (chunk: string): void => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end === -1 && text.length <= LONGEST_LINE) return;
    socket.off('data', take);
    socket.pause();
    clearTimeout(deadline);
    if (end === -1 || end > LONGEST_LINE) reply(TOO_LONG);
    else void answer(text.slice(0, end)).then(reply);
  };
  socket.setEncoding('utf8');
  socket.on('data', take);
  socket.on('error', () => socket.destroy());
  socket.once('close', () => clearTimeout(deadline));
};

const TOO_LONG = problemText(`a request has at most ${LONGEST_LINE} characters`);

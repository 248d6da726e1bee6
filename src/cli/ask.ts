import { createInterface, type Interface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from '../domain/failure.js';
import { Secret } from '../domain/secret.js';
import type { Ask } from '../run/login.js';

/** Asks on `output`, a terminal or not, and reads lines of `input`. To be closed, or else `input` is waited for. */
export const askOn = (
  input: NodeJS.ReadStream,
  output: NodeJS.WriteStream,
): Ask & { readonly close: () => void } => {
  let isHidden = false;
  const echo = new Writable({
    write: (piece, _encoding, done) => {
      if (!isHidden) output.write(piece as Buffer);
      done();
    },
  });
  let lines: Interface | undefined;
  const waiting: { resolve: (line: string) => void; reject: (error: UsageError) => void }[] = [];
  const come: string[] = [];
  let isOver = false;

  const open = (): void => {
    if (lines !== undefined) return;
    lines = createInterface({ input, output: echo, terminal: input.isTTY });
    lines.on('line', (line) => {
      const next = waiting.shift();
      if (next === undefined) come.push(line);
      else next.resolve(line);
    });
    lines.on('SIGINT', () => {
      const isAsked = waiting.length > 0;
      lines?.close();
      if (!isAsked) process.kill(process.pid, 'SIGINT'); // what else is waited for is given up too
    });
    lines.on('close', () => {
      isOver = true;
      for (const { reject } of waiting.splice(0)) reject(new UsageError(NOBODY));
    });
  };

  const answer = async (prompt: string): Promise<string> => {
    open();
    output.write(prompt);
    const line = come.shift();
    if (line !== undefined) return line;
    if (isOver) throw new UsageError(NOBODY);
    return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
  };

  return {
    question: async (prompt) => (await answer(prompt)).trim(),
    secret: async (prompt) => {
      open();
      isHidden = true;
      try {
        return new Secret((await answer(prompt)).trim());
      } finally {
        isHidden = false;
        output.write('\n'); // the one that was typed is not shown either
      }
    },
    tell: (line) => void output.write(`${line}\n`),
    close: () => lines?.close(),
  };
};

const NOBODY =
  'the log-in was given up: nothing was typed. rxtape login --help lists what can be set in the environment';

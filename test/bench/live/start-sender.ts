import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The process of `sender.ts`. */
export interface Sender {
  /** Where prepared frames come as fast as the socket takes them. */
  flood(messages: number, tokens: number): string;
  /** Where they come over and over. */
  endless(messages: number, tokens: number): string;
  /** Where so many a second come. */
  paced(messages: number, tokens: number, perSecond: number): string;
  close(): void;
}

const PROGRAM = fileURLToPath(new URL('sender.ts', import.meta.url));

export const startSender = async (): Promise<Sender> => {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', PROGRAM], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('the sender has no output');
  const [port] = (await once(createInterface(child.stdout), 'line')) as [string];
  const place = `ws://127.0.0.1:${port}`;
  return {
    flood: (messages, tokens) => `${place}/flood?messages=${messages}&tokens=${tokens}`,
    endless: (messages, tokens) => `${place}/endless?messages=${messages}&tokens=${tokens}`,
    paced: (messages, tokens, perSecond) =>
      `${place}/paced?messages=${messages}&tokens=${tokens}&perSecond=${perSecond}`,
    close: () => child.kill(),
  };
};

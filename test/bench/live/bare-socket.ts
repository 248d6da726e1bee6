import { WebSocket } from 'ws';
import type { Token } from '../../../src/domain/token.js';

/** What any client of the feed must do, and nothing else: takes `messages` messages and parses each. */
export const bareSocket = (url: string, tokens: readonly Token[], messages: number): Promise<number> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    let taken = 0;
    let touchlines = 0;
    socket.on('open', () => socket.send('{"t":"a"}'));
    socket.on('error', reject);
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { readonly t: string };
      if (frame.t === 'ak') {
        socket.send(JSON.stringify({ t: 't', k: tokens.join('#') }));
        return;
      }
      if (frame.t === 'tf' || frame.t === 'tk') touchlines += 1;
      taken += 1;
      if (taken < messages) return;
      socket.terminate();
      resolve(touchlines);
    });
  });

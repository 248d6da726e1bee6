import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { hrtime } from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocketServer } from 'ws';
import { marketColumns } from '../market-columns.js';
import { tokensOf } from '../pipelines.js';
import { framed, wireText } from './wire-frames.js';

/**
 * A process of its own that serves prepared Noren frames on a free port, which it prints. `/flood` sends them as fast
 * as the socket takes them, `/endless` the same over and over, `/paced` so many a second; all begin when as many tokens
 * as the query says were subscribed. The bytes go around `ws`, which would take longer to frame them than a client to
 * read them.
 */
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });

server.on('connection', (socket, request) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'ws://sender');
  const asked = (name: string): number => Number(searchParams.get(name));
  let left = asked('tokens');
  const isOver = new AbortController();
  socket.on('close', () => isOver.abort());
  socket.on('error', () => undefined); // the client has what it wanted and is gone
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as { readonly t: string; readonly k?: string };
    if (frame.t === 'a') socket.send('{"t":"ak","s":"OK"}');
    if (frame.t !== 't') return;
    left -= (frame.k ?? '').split('#').length;
    if (left > 0) return;
    const sending =
      pathname === '/flood'
        ? flood(request.socket, asked('messages'), asked('tokens'))
        : pathname === '/endless'
          ? endless(request.socket, asked('messages'), asked('tokens'))
          : paced(request.socket, asked('messages'), asked('tokens'), asked('perSecond'));
    sending.catch(() => undefined);
  });

  const flood = async (raw: Socket, messages: number, tokens: number): Promise<void> => {
    for (const piece of prepared(messages, tokens)) {
      if (!raw.write(piece)) await once(raw, 'drain', { signal: isOver.signal });
    }
  };

  const endless = async (raw: Socket, messages: number, tokens: number): Promise<void> => {
    while (!raw.destroyed) await flood(raw, messages, tokens);
  };
});

const PIECE = 256 * 1024;
const kept = new Map<string, readonly Buffer[]>();

/** All frames in pieces of a quarter of a megabyte, none cut in two: `ws` may put a pong between. Made once. */
const prepared = (messages: number, tokens: number): readonly Buffer[] => {
  const key = `${messages}/${tokens}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  const columns = nowColumns(messages, tokens);
  const pieces: Buffer[] = [];
  let frames: Buffer[] = [];
  let bytes = 0;
  for (let row = 0; row < messages; row += 1) {
    const frame = framed(wireText(columns, row));
    frames.push(frame);
    bytes += frame.length;
    if (bytes < PIECE && row < messages - 1) continue;
    pieces.push(Buffer.concat(frames));
    [frames, bytes] = [[], 0];
  }
  kept.set(key, pieces);
  return pieces;
};

const TICK_MS = 1;

/** Sends what is due every millisecond. A frame's volume is the moment of its sending: {@link sentAt}. */
const paced = async (raw: Socket, messages: number, tokens: number, perSecond: number): Promise<void> => {
  const columns = nowColumns(messages, tokens);
  const volume = Float64Array.from(columns.volume);
  const begun = performance.now();
  for (let sent = 0; sent < messages && !raw.destroyed;) {
    await pause(TICK_MS);
    const due = Math.min(messages, Math.floor(((performance.now() - begun) / 1_000) * perSecond));
    const now = Number(hrtime.bigint() / 1_000n);
    const frames: Buffer[] = [];
    for (; sent < due; sent += 1) {
      volume[sent] = now;
      frames.push(framed(wireText({ ...columns, volume }, sent)));
    }
    raw.write(Buffer.concat(frames));
  }
};

/** Told by the exchange now, so that no tick is stale. */
const nowColumns = (messages: number, tokens: number) => {
  const columns = marketColumns(messages, tokensOf(tokens));
  return { ...columns, at: new Float64Array(messages).fill(Date.now()) };
};

server.on('listening', () => {
  console.log((server.address() as AddressInfo).port);
});

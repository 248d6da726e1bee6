import { type AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';

/** A frame as a client sent it. */
export type ClientFrame = Readonly<Record<string, string>>;

/** One connection, as the server sees it. */
export interface Peer {
  /** What the client sent so far. */
  readonly heard: readonly ClientFrame[];
  send(frame: object | string | Buffer): void;
  close(code: number, reason?: string): void;
  /** Cuts the connection without a close frame. */
  drop(): void;
}

/** What a server does with a frame of a client. */
export type Answer = (peer: Peer, frame: ClientFrame, connection: number) => void;

/**
 * A server that follows the protocol's description and nothing else: it answers the log-in, heartbeats and
 * subscriptions to order updates, and each subscribed key with what `snapshotOf` gives for it.
 */
export const plainAnswer =
  (snapshotOf: (key: string) => object | undefined): Answer =>
  (peer, frame) => {
    switch (frame['t'] ?? '') {
      case 'a':
        peer.send({ t: 'ak', uid: frame['uid'], s: 'OK' });
        break;
      case 'c':
        peer.send({ t: 'ck', s: 'OK', uid: frame['uid'] });
        break;
      case 'h':
        peer.send({ t: 'hk', hk: '1752736993' });
        break;
      case 'o':
        peer.send({ t: 'ok' });
        break;
      case 't':
      case 'd':
        for (const key of (frame['k'] ?? '').split('#')) {
          const snapshot = snapshotOf(key);
          if (snapshot !== undefined) peer.send(snapshot);
        }
        break;
    }
  };

export interface PlainServer {
  readonly url: string;
  readonly peers: readonly Peer[];
  close(): Promise<void>;
}

/** Listens on a free port of this machine; `answer` has each frame with the number of its connection, from 0 on. */
export const plainServer = async (answer: Answer): Promise<PlainServer> => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  const peers: Peer[] = [];
  server.on('connection', (socket: WebSocket) => {
    const heard: ClientFrame[] = [];
    const peer: Peer = {
      heard,
      send: (frame) =>
        socket.send(typeof frame === 'string' || Buffer.isBuffer(frame) ? frame : JSON.stringify(frame)),
      close: (code, reason) => socket.close(code, reason),
      drop: () => socket.terminate(),
    };
    const connection = peers.push(peer) - 1;
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as ClientFrame;
      heard.push(frame);
      answer(peer, frame, connection);
    });
    socket.on('error', () => undefined); // a client may break off in the middle
  });
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/NorenWSAPI/`,
    peers,
    close: () =>
      new Promise((resolve) => {
        for (const client of server.clients) client.terminate();
        server.close(() => resolve());
      }),
  };
};

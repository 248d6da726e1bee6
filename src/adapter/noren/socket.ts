import { type RawData, WebSocket } from 'ws';
import { SECOND_MS } from '../../domain/time.js';
import { connectionProblem } from './connection-problem.js';
import type { CloseCause } from './close-cause.js';

/** What a socket tells, in order; nothing after `closed`. */
export interface SocketListener {
  opened(): void;
  /** The bytes of one frame's text. */
  heard(bytes: Uint8Array): void;
  ponged(): void;
  closed(cause: CloseCause): void;
}

/** One WebSocket, of its opening to its end. */
export interface Socket {
  send(text: string): void;
  ping(): void;
  /** Closes as a peer should; `closed` comes when the server has answered. */
  close(): void;
  /** Ends it at once. */
  terminate(): void;
}

export type OpenSocket = (url: string, listener: SocketListener) => Socket;

/** A frame of the protocol has less than 2 KiB; more than this is an error of the peer, and ends the socket. */
const LONGEST_FRAME = 1 << 20;

const OPTIONS = {
  maxPayload: LONGEST_FRAME,
  perMessageDeflate: false,
  skipUTF8Validation: true, // what is not UTF-8 is a malformed message, not the end of the connection
  followRedirects: false,
  closeTimeout: 2 * SECOND_MS, // a server that does not answer a close is left
};

/** Opens a WebSocket by `ws`. Certificates are checked, as always; text need not be UTF-8. */
export const openSocket: OpenSocket = (url, listener) => {
  const socket = new WebSocket(url, OPTIONS);
  let isOver = false;
  const end = (cause: CloseCause): void => {
    if (isOver) return;
    isOver = true;
    listener.closed(cause);
  };
  socket.on('open', () => listener.opened());
  socket.on('message', (data) => listener.heard(bytesOf(data)));
  socket.on('pong', () => listener.ponged());
  socket.on('unexpected-response', (request, { statusCode }) => {
    request.destroy();
    end({ kind: 'Handshake', status: statusCode ?? 0 });
  });
  socket.on('error', (error) => {
    const { isFinal, message } = connectionProblem(error, url);
    end({ kind: 'Failed', isFinal, text: message });
    socket.terminate();
  });
  socket.on('close', (code, reason) => end({ kind: 'Closed', code, reason: reason.toString() }));
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    ping: () => {
      if (socket.readyState === WebSocket.OPEN) socket.ping();
    },
    close: () => socket.close(1000),
    terminate: () => {
      isOver = true;
      socket.terminate();
    },
  };
};

const bytesOf = (data: RawData): Uint8Array =>
  Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : new Uint8Array(data);

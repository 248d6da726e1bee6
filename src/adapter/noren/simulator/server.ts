import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { UsageError } from '../../../domain/failure.js';

/** What one port of the simulator serves. */
export interface Services {
  /** Answers a request. */
  readonly http: (request: IncomingMessage, response: ServerResponse) => void;
  /** What is done with a socket of `path`. */
  readonly socket: (path: string) => SocketService;
}

/** Refuses a socket with an HTTP status, or takes it. */
export type SocketService =
  | { readonly status: number }
  | {
      readonly take: (socket: WebSocket, raw: Duplex) => void;
      /** What stands between the socket and the wire. */
      readonly wrap?: (raw: Duplex) => Duplex;
    };

export interface ListeningServer {
  readonly port: number;
  /** Ends all connections, and resolves when the port is free. */
  close(): Promise<void>;
}

/** Of what a client sends at once: far more than any subscription takes. */
const MOST_FRAME_BYTES = 1_000_000;

/** Serves HTTP and WebSockets on one port, 0 for any that is free. Rejects with a UsageError for one that is not. */
export const listen = async (host: string, port: number, services: Services): Promise<ListeningServer> => {
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    autoPong: false,
    maxPayload: MOST_FRAME_BYTES,
  });
  const server = createServer(services.http);
  server.on('upgrade', (request, raw, head) => {
    const service = services.socket(pathOf(request));
    raw.on('error', () => raw.destroy());
    if ('status' in service) {
      raw.end(
        `HTTP/1.1 ${service.status} ${STATUS_CODES[service.status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    const stream = service.wrap?.(raw) ?? raw;
    sockets.handleUpgrade(request, stream, head, (socket) => service.take(socket, stream));
  });
  await bound(server, host, port);
  return {
    port: (server.address() as AddressInfo).port, // a port of IP, not a pipe
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Without the query. */
export const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0] ?? '/';

const bound = (server: Server, host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)));
    server.listen(port, host, resolve);
  });

const explained = (error: NodeJS.ErrnoException, host: string, port: number): Error => {
  switch (error.code) {
    case 'EADDRINUSE':
      return new UsageError(
        `port ${port} of ${host} is in use; name another with --port, or --port 0 for any that is free`,
        { cause: error },
      );
    case 'EACCES':
      return new UsageError(`port ${port} needs rights that this user does not have; name one above 1023`, {
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UsageError(`${host} is no address of this machine; leave --host out for 127.0.0.1`, {
        cause: error,
      });
    default:
      return error;
  }
};

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { UsageError } from '../../../domain/failure.js';
import type { Secret } from '../../../domain/secret.js';
import { codeIn } from './oauth.js';

/** Waits where the browser is sent to after a log-in. */
export interface RedirectListener {
  /** With the port that it listens at. */
  readonly url: string;
  /** The code that the browser brings; rejects with the reason of `signal` when that aborts before. */
  code(signal: AbortSignal): Promise<Secret>;
  close(): Promise<void>;
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Listens at `redirect`, the address registered for the API key, which must be of this machine: `http://127.0.0.1:`
 * or `localhost`, with a port. Rejects with a UsageError where it is not, and where the port is in use.
 */
export const redirectListener = async (redirect: string): Promise<RedirectListener> => {
  const url = URL.canParse(redirect) ? new URL(redirect) : undefined;
  if (url?.protocol !== 'http:' || !LOOPBACK.includes(url.hostname) || !/:\d+/.test(redirect.slice(5))) {
    throw new UsageError(
      '--redirect takes an address of this machine with a port, the one registered for the API key: http://127.0.0.1:5000/; where another is registered, leave --redirect out and paste the address that the browser ends at',
    );
  }
  const { server, code } = listener(url.pathname);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  try {
    server.listen(Number(url.port === '' ? 80 : url.port), host);
    await once(server, 'listening');
  } catch (error) {
    throw new UsageError(
      `--redirect ${url.origin}: cannot listen there (${error instanceof Error && 'code' in error ? String(error.code) : String(error)}): is another log-in running? Without --redirect the address can be pasted`,
    );
  }
  const address = server.address();
  if (typeof address === 'object' && address !== null) url.port = String(address.port);
  return {
    url: url.href,
    code: (signal) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const abort = (): void => {
          const reason: unknown = signal.reason;
          reject(reason);
        };
        signal.addEventListener('abort', abort, { once: true });
        void code.then((found) => {
          signal.removeEventListener('abort', abort);
          resolve(found);
        });
      }),
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      await closed;
    },
  };
};

/** A server, not yet listening, and the first code that is asked for at `path` of it. */
const listener = (path: string): { readonly server: Server; readonly code: Promise<Secret> } => {
  const server = createServer();
  const code = new Promise<Secret>((resolve) => {
    server.on('request', (request, response) => {
      const asked = request.url ?? '';
      const found = asked.replace(/\?.*$/s, '') === path && asked.includes('?') ? codeIn(asked) : undefined;
      const [status, text] =
        found === undefined
          ? [404, 'Nothing here: the log-in sends the browser here with a code behind ?code='] // a favicon
          : [200, 'The log-in has arrived. This page can be closed.'];
      response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });
      response.end(text, () => {
        if (found !== undefined) resolve(found);
      });
    });
  });
  return { server, code };
};

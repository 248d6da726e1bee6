import { absurd } from 'fp-ts/lib/function.js';
import { tellsOfDeadSession } from '../../codec/noren/server-frame.js';

/** Why a socket is no more, or never was. */
export type CloseCause =
  /** By a close frame, or 1006 for none. */
  | { readonly kind: 'Closed'; readonly code: number; readonly reason: string }
  /** The server answered the handshake with this HTTP status. */
  | { readonly kind: 'Handshake'; readonly status: number }
  /** It could not be reached; `isFinal` where trying again does not help, as with a certificate that is not trusted. */
  | { readonly kind: 'Failed'; readonly isFinal: boolean; readonly text: string };

/** Whether the server refuses the log-in with it. */
export const isRefusal = (cause: CloseCause): boolean =>
  cause.kind === 'Handshake'
    ? cause.status === 401 || cause.status === 403
    : cause.kind === 'Closed' && (cause.code === 1008 || tellsOfDeadSession(cause.reason));

/** For people. */
export const closeText = (cause: CloseCause): string => {
  switch (cause.kind) {
    case 'Closed':
      return cause.code === 1006
        ? 'the connection was lost'
        : `the server closed the connection, code ${cause.code}${cause.reason === '' ? '' : `: ${cause.reason}`}`;
    case 'Handshake':
      return `the server answered with HTTP ${cause.status}`;
    case 'Failed':
      return cause.text;
    default:
      return absurd(cause);
  }
};

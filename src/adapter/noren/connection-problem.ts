import { hideSecrets } from './deployment.js';

/** Why a server could not be talked to, for people. */
export interface ConnectionProblem {
  /** The server could not prove who it is, or speaks no TLS: trying again does not help. */
  readonly isFinal: boolean;
  readonly message: string;
}

/** What a socket's or a request's `error` says of the connection to `url`, which is shown without what could be secret. */
export const connectionProblem = (error: unknown, url: string): ConnectionProblem => {
  const shown = hideSecrets(url);
  const { host, hostname, protocol } = new URL(url);
  const code = codeOf(error);
  const passing = (message: string): ConnectionProblem => ({ isFinal: false, message });
  switch (code) {
    case 'ECONNREFUSED':
      return passing(
        `nothing answers at ${host} (connection refused): is the address right, and is it running?`,
      );
    case 'ENOTFOUND':
      return passing(`no host is known as ${hostname}: is the name right, and is there a network?`);
    case 'EAI_AGAIN':
      return passing(`${hostname} could not be looked up: is there a network?`);
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return passing(`${host} cut the connection`);
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return passing(`${host} cannot be reached (${code})`);
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return {
        isFinal: true,
        message: `${host} speaks no TLS that we understand (${code}); if it is a server without TLS, write ${protocol === 'wss:' ? 'ws' : 'http'}:// for ${protocol}//`,
      };
    case undefined:
      return passing(`${shown}: ${messageOf(error)}`);
    default:
      return CERTIFICATE.test(code)
        ? {
            isFinal: true,
            message: `the certificate of ${host} is not trusted (${REASONS[code] ?? code}), so nothing is sent to it. If it is a server of your own, give the certificate that signed its own: NODE_EXTRA_CA_CERTS=ca.pem`,
          }
        : passing(`${shown}: ${messageOf(error)} (${code})`);
  }
};

const CERTIFICATE = /CERT|SIGNATURE|CRL|ALTNAME/;

const REASONS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself',
  SELF_SIGNED_CERT_IN_CHAIN: 'it is signed by an authority that this machine does not know',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'it is signed by an authority that this machine does not know',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'it is signed by an authority that this machine does not know',
  CERT_HAS_EXPIRED: 'it has run out',
  CERT_NOT_YET_VALID: 'it is not valid yet: is this machine’s clock right?',
  ERR_TLS_CERT_ALTNAME_INVALID: 'it is of another host',
};

/** The innermost code: a failed request wraps what its socket said. */
const codeOf = (error: unknown): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  const inner = codeOf(error.cause);
  if (inner !== undefined) return inner;
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
};

const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error && error.cause.message !== '' ? error.cause.message : error.message;
};

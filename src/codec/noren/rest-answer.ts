import * as E from 'fp-ts/lib/Either.js';
import { absurd } from 'fp-ts/lib/function.js';

/**
 * Why a REST call gave nothing. `SessionExpired`: a new log-in is needed. `Forbidden`: the account or its key may
 * not. `NoData`: there is none, which for a list is no failure. `InvalidInput`: the call is wrong; it would be again.
 * `RateLimited`: too many calls. `OrderRefused`: the order management's word on an order. `Transient`: the server
 * gave up in time. `Transport`: what came is no answer, or nothing came. `Untrusted`: the server could not prove
 * who it is. `Refused`: any other no.
 */
export interface RestFailure {
  readonly kind:
    | 'SessionExpired'
    | 'Forbidden'
    | 'NoData'
    | 'InvalidInput'
    | 'RateLimited'
    | 'OrderRefused'
    | 'Transient'
    | 'Transport'
    | 'Untrusted'
    | 'Refused';
  /** For people. */
  readonly message: string;
}

/**
 * Reads what a REST call was answered, HTTP `status` and `text`. Right is the JSON of a success: an array of a list
 * call, else an object, whose `stat` need not be there (a token answer has none). Refusals mostly come with status
 * 200 and say in `emsg` what is wrong; in outages there are empty bodies and pages.
 *
 * Source: REST envelope of the Noren API; the classes are by the words that servers are known to use.
 */
export const decodeRestAnswer = (status: number, text: string): E.Either<RestFailure, unknown> => {
  const body = text.trim();
  if (status >= 300 && status < 400) {
    return failure(
      'Transport',
      `the server sends elsewhere (HTTP ${status}): the address is not that of an API`,
    );
  }
  const json = parsed(body);
  if (json === undefined) {
    return failure(
      byStatus(status) ?? 'Transport',
      body === ''
        ? `an empty answer (HTTP ${status})`
        : `${body.startsWith('<') ? 'a web page' : 'text'} where JSON was due (HTTP ${status})${hintOf(status)}`,
    );
  }
  if (Array.isArray(json)) return E.right(json);
  const word = textAt(json, 'stat') ?? textAt(json, 'status');
  const said = textAt(json, 'emsg') ?? textAt(json, 'message') ?? '';
  const isFine = word === undefined ? status < 400 : word.toLowerCase() === 'ok';
  if (isFine) return E.right(json);
  if (said === '') return failure(byStatus(status) ?? 'Refused', `no reason is given${IP_HINT}`);
  return failure(byWords(said) ?? byStatus(status) ?? 'Refused', said);
};

/** Whether the same call may do better a moment later. */
export const isPassing = ({ kind }: RestFailure): boolean => {
  switch (kind) {
    case 'Transient':
    case 'Transport':
      return true;
    case 'SessionExpired':
    case 'Forbidden':
    case 'NoData':
    case 'InvalidInput':
    case 'RateLimited':
    case 'OrderRefused':
    case 'Untrusted':
    case 'Refused':
      return false;
    default:
      return absurd(kind);
  }
};

const IP_HINT =
  '; brokers answer so to calls from an address that is not registered for the API key: is this machine’s static IP the registered one?';

const hintOf = (status: number): string =>
  status === 502 || status === 503 ? ': maintenance, or an address that is no longer served' : '';

const failure = (kind: RestFailure['kind'], message: string): E.Either<RestFailure, never> =>
  E.left({ kind, message });

/** Later words are looked for only where none of the earlier is said. */
const WORDS: readonly (readonly [said: string, kind: RestFailure['kind']])[] = [
  ['session expired', 'SessionExpired'],
  ['invalid session key', 'SessionExpired'],
  ['no data', 'NoData'],
  ['exceeds limit', 'RateLimited'],
  ['access restricted', 'Forbidden'],
  ['rejected : ora:', 'OrderRefused'],
  ['trigger price invalid', 'OrderRefused'],
  ['server timeout', 'Transient'],
  ['invalid input', 'InvalidInput'], // a rate limit begins with these words too
  ['invalid_verifier', 'InvalidInput'],
];

const byWords = (said: string): RestFailure['kind'] | undefined => {
  const words = said.toLowerCase();
  return WORDS.find(([known]) => words.includes(known))?.[1];
};

const byStatus = (status: number): RestFailure['kind'] | undefined => {
  if (status === 401 || status === 403) return 'SessionExpired';
  if (status === 429) return 'RateLimited';
  if (status >= 500 || status === 408) return 'Transport';
  return status >= 400 ? 'InvalidInput' : undefined;
};

const parsed = (text: string): object | undefined => {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
};

const textAt = (json: object, key: string): string | undefined => {
  const value: unknown = Reflect.get(json, key);
  return typeof value === 'string' ? value.trim() : undefined;
};

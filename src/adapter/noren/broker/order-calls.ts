import * as E from 'fp-ts/lib/Either.js';
import type { RestFailure } from '../../../codec/noren/rest-answer.js';
import type { Secret } from '../../../domain/secret.js';
import type { Fields, Rest } from '../rest.js';

export type OrderCall = 'PlaceOrder' | 'ModifyOrder' | 'CancelOrder';

/**
 * What came of a call. `Taken`: the broker has understood it, no more. `Refused`: it will not be done. `Unanswered`:
 * nobody knows whether it was, or will be, done; it is not to be repeated.
 */
export type CallOutcome =
  | { readonly kind: 'Taken'; readonly number: string | undefined }
  | { readonly kind: 'Refused'; readonly reason: string }
  | { readonly kind: 'Unanswered'; readonly reason: string };

/** Makes an order call, once, whatever comes of it; it is on its way when this returns. */
export type CallOrder = (
  call: OrderCall,
  fields: Fields,
  token: Secret,
  signal: AbortSignal,
) => Promise<CallOutcome>;

/** Order calls over `rest`. Rejects only with the reason of the signal. */
export const orderCalls =
  (rest: Rest): CallOrder =>
  async (call, fields, token, signal) => {
    const answer = await rest.send(call, fields, token, signal);
    if (E.isLeft(answer)) return failed(answer.left);
    const number = numberIn(answer.right);
    return call === 'PlaceOrder' && number === undefined
      ? { kind: 'Unanswered', reason: 'the answer names no order' }
      : { kind: 'Taken', number };
  };

const failed = ({ kind, message }: RestFailure): CallOutcome => ({
  kind: isCertain(kind) ? 'Refused' : 'Unanswered',
  reason: message,
});

/** Whether the call was turned down, so that nothing can come of it. */
const isCertain = (kind: RestFailure['kind']): boolean => {
  switch (kind) {
    case 'Transient':
    case 'Transport':
      return false;
    case 'SessionExpired':
    case 'Forbidden':
    case 'NoData':
    case 'InvalidInput':
    case 'RateLimited':
    case 'OrderRefused':
    case 'Untrusted':
    case 'Refused':
      return true;
  }
};

const numberIn = (json: unknown): string | undefined => {
  const found: unknown =
    typeof json === 'object' && json !== null
      ? (Reflect.get(json, 'norenordno') ?? Reflect.get(json, 'norenoordno'))
      : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
};

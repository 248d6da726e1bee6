import type { RestFailure } from '../../../codec/noren/rest-answer.js';
import { DataError } from '../../../domain/failure.js';

/** The error of a log-in that was not to be: what the broker said, and what is often behind it. */
export const loginRefused = (broker: string, { kind, message }: RestFailure): DataError => {
  const what =
    kind === 'Transport' || kind === 'Transient' || kind === 'Untrusted'
      ? `no log-in at ${broker}`
      : `${broker} refused the log-in`;
  const hint = HINTS.find(([said]) => said.test(message))?.[1];
  return new DataError(`${what}: ${message}${hint === undefined ? '' : ` (${hint})`}`);
};

const HINTS: readonly (readonly [said: RegExp, hint: string])[] = [
  [
    /invalid_verifier/i,
    'the code is good once and for some minutes: get another; else the client id, the secret or the user id is not right',
  ],
  [
    /wrong password/i,
    'after a few wrong ones brokers lock the account: check it in their app before the next try',
  ],
  [/password expired|change password/i, 'change it in the broker’s app'],
  [/access restricted/i, 'the API is not enabled for this account: the broker’s site has the page'],
];

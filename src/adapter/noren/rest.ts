import * as E from 'fp-ts/lib/Either.js';
import type { SchedulerLike } from 'rxjs';
import { isPassing, type RestFailure } from '../../codec/noren/rest-answer.js';
import { encodeRestBody } from '../../codec/noren/rest-body.js';
import { Secret } from '../../domain/secret.js';
import { SECOND_MS } from '../../domain/time.js';
import { callBudget, READ_LIMITS } from './call-budget.js';
import type { Deployment } from './deployment.js';
import { post, TIMEOUT_MS } from './post.js';
import { wait } from './wait.js';

/** What a call is sent: all values are text on the wire, also numbers. */
export type Fields = Readonly<Record<string, string | Secret>>;

/** Calls that change nothing, so that they can be made again. */
export type ReadCall = 'UserDetails' | 'OrderBook' | 'SingleOrdHist' | 'TradeBook';

export type RestAnswer = Promise<E.Either<RestFailure, unknown>>;

/** The REST API of one deployment. No failure shows a secret that was sent. */
export interface Rest {
  /** One attempt, whatever comes of it. Rejects only with the reason of `signal`. */
  send(call: string, fields: Fields, token: Secret | undefined, signal: AbortSignal): RestAnswer;
  /** Waits its turn within the limits, and tries again what may pass. Rejects only with the reason of `signal`. */
  read(call: ReadCall, fields: Fields, token: Secret, signal: AbortSignal): RestAnswer;
}

/** Before the second and the third attempt of a read. */
const PAUSES_MS = [SECOND_MS, 3 * SECOND_MS];

/** The REST API of `deployment`, in the time of `scheduler`. An answer that takes longer is none. */
export const restOf = (
  { restUrl, restAuth }: Pick<Deployment, 'restUrl' | 'restAuth'>,
  scheduler: SchedulerLike,
  timeoutMs: number = TIMEOUT_MS,
): Rest => {
  const budget = callBudget(READ_LIMITS, scheduler);

  const send: Rest['send'] = (call, fields, token, signal) => {
    const revealed = Object.entries(fields).map(
      ([key, value]) => [key, value instanceof Secret ? value.reveal() : value] as const,
    );
    return post(
      {
        url: `${restUrl}${call}`,
        headers: {
          'Content-Type': 'text/plain',
          ...(token !== undefined && restAuth === 'bearer'
            ? { Authorization: `Bearer ${token.reveal()}` }
            : {}),
        },
        body: encodeRestBody(Object.fromEntries(revealed), restAuth === 'jKey' ? token?.reveal() : undefined),
        secrets: [...Object.values(fields), token].filter((value) => value instanceof Secret),
        timeoutMs,
      },
      scheduler,
      signal,
    );
  };

  return {
    send,
    read: async (call, fields, token, signal) => {
      for (const pause of PAUSES_MS) {
        await budget.take(signal);
        const answer = await send(call, fields, token, signal);
        if (E.isRight(answer) || !isPassing(answer.left)) return answer;
        await wait(pause, scheduler, signal);
      }
      await budget.take(signal);
      return send(call, fields, token, signal);
    },
  };
};

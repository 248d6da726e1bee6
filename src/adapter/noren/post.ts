import * as E from 'fp-ts/lib/Either.js';
import type { SchedulerLike } from 'rxjs';
import { decodeRestAnswer, type RestFailure } from '../../codec/noren/rest-answer.js';
import { type Secret, withoutSecrets } from '../../domain/secret.js';
import { SECOND_MS } from '../../domain/time.js';
import { connectionProblem } from './connection-problem.js';

export interface Post {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** What of it is secret: no failure shows it, whatever the server repeats. */
  readonly secrets: readonly Secret[];
  /** How long the answer may take, ms; {@link TIMEOUT_MS} when left out. */
  readonly timeoutMs?: number;
}

export const TIMEOUT_MS = 10 * SECOND_MS;

/**
 * Sends one HTTP POST, once. Left is why there is no answer or what the answer refuses. Follows no redirection, so
 * that what is secret goes to no other host. Rejects only with the reason of `signal`.
 */
export const post = async (
  { url, headers, body, secrets, timeoutMs = TIMEOUT_MS }: Post,
  scheduler: SchedulerLike,
  signal: AbortSignal,
): Promise<E.Either<RestFailure, unknown>> => {
  signal.throwIfAborted();
  const late = new AbortController();
  const timer = scheduler.schedule(() => late.abort(), timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, late.signal]),
    });
    const answer = decodeRestAnswer(response.status, await response.text());
    return E.mapLeft((failure: RestFailure) => shown(failure, secrets))(answer);
  } catch (error) {
    signal.throwIfAborted();
    if (late.signal.aborted) {
      return E.left({ kind: 'Transport', message: `no answer within ${timeoutMs / SECOND_MS} s` });
    }
    const { isFinal, message } = connectionProblem(error, url);
    return E.left(shown({ kind: isFinal ? 'Untrusted' : 'Transport', message }, secrets));
  } finally {
    timer.unsubscribe();
  }
};

const LONGEST = 500;

/** On one line, and not the whole of a page. */
const shown = ({ kind, message }: RestFailure, secrets: readonly Secret[]): RestFailure => {
  const line = withoutSecrets(message, secrets).replace(/\p{Cc}+/gu, ' ');
  return { kind, message: line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}…` };
};

import { connectionProblem } from './connection-problem.js';
import { type EpochMs, epochMs } from '../../domain/time.js';

const ANSWER_WITHIN_MS = 3_000;

/** What a server says of the time: to a second, or why it does not. */
export type ServerDate =
  { readonly kind: 'Told'; readonly at: EpochMs } | { readonly kind: 'Untold'; readonly why: string };

/**
 * Asks the server of `url` (http or https) for the time: the `Date` of its answer, whatever the answer is.
 * Resolves within three seconds.
 */
export const serverDate = async (url: string): Promise<ServerDate> => {
  try {
    const { headers } = await fetch(new URL('/', url), {
      method: 'HEAD',
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    const at = Date.parse(headers.get('date') ?? '');
    return Number.isNaN(at)
      ? { kind: 'Untold', why: 'its answer has no date' }
      : { kind: 'Told', at: epochMs(at) };
  } catch (error) {
    return { kind: 'Untold', why: connectionProblem(error, url).message };
  }
};

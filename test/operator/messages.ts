import type { ConnectionState } from '../../src/domain/connection.js';
import { epochMs, type EpochMs } from '../../src/domain/time.js';
import { type Token, tokenOf } from '../../src/domain/token.js';
import type { TouchlineMessage } from '../../src/domain/touchline.js';
import type { FeedMessage, Malformed, Notice } from '../../src/port/feed.js';
import type { Loose } from '../support/loose.js';
import { message } from '../support/message.js';

/** 09:15:00 IST on Monday 2026-01-05, a whole second. */
export const OPEN = Date.UTC(2026, 0, 5, 3, 45);

export const TCS = tokenOf('NSE', '11536');

/** The moment `ms` after the open. */
export const at = (ms: number): EpochMs => epochMs(OPEN + ms);

/** What a message says besides its token and time. */
export type Said = Loose<Omit<TouchlineMessage, 'kind' | 'token' | 'receivedAt'>>;

/** A snapshot of `token`, received `ms` after the open. */
export const tk = (ms: number, token: Token, said: Said = {}): TouchlineMessage =>
  message('tk', { ...said, token, receivedAt: at(ms) });

/** An update of `token`, received `ms` after the open. */
export const tf = (ms: number, token: Token, said: Said = {}): TouchlineMessage =>
  message('tf', { ...said, token, receivedAt: at(ms) });

export const malformed = (ms: number, detail: string): Malformed => ({
  kind: 'Malformed',
  receivedAt: at(ms),
  detail,
});

/** The connection came to `connection`. */
export const connected = (ms: number, connection: ConnectionState): Notice => ({
  kind: 'Notice',
  receivedAt: at(ms),
  event: 'Connection',
  token: undefined,
  detail: connection,
  connection,
});

/** `messages` as a tape hands them out, in batches of `size`. */
export async function* batchesOf(
  messages: readonly FeedMessage[],
  size = Math.max(1, messages.length),
): AsyncIterable<readonly FeedMessage[]> {
  for (let i = 0; i < messages.length; i += size) yield await Promise.resolve(messages.slice(i, i + size));
}

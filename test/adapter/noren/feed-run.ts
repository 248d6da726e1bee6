import { asyncScheduler, type Subscription } from 'rxjs';
import { norenFeed, type NorenFeedOptions } from '../../../src/adapter/noren/noren-feed.js';
import type { NorenStats } from '../../../src/adapter/noren/noren-stats.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import { Secret } from '../../../src/domain/secret.js';
import { epochMs } from '../../../src/domain/time.js';
import { exchangeOf, type Token } from '../../../src/domain/token.js';
import type { LiveMessage, Notice } from '../../../src/port/feed.js';
import { NO_LOG } from '../../../src/port/log.js';
import type { SessionToken, SessionTokens } from '../../../src/port/session-tokens.js';
import type { TimeSource } from '../../../src/port/time-source.js';
import { instrument } from '../../support/instrument.js';

/** Not one that any text has by accident. */
export const SESSION: SessionToken = {
  uid: 'FA00000',
  accountId: 'FA00000',
  token: new Secret('5c0f4a1e9b7d4e2a'),
};

/** One token, for ever. */
export const sessionOf = (token: SessionToken): SessionTokens => ({
  current: async () => token,
  renewed: (_expired, signal) =>
    new Promise((_resolve, reject) =>
      signal.addEventListener('abort', () => reject(new Error('the waiting was stopped'))),
    ),
});

export const instrumentOf = (token: Token, symbol: string): Instrument =>
  instrument({
    token,
    exchange: exchangeOf(token),
    name: `${exchangeOf(token)}:${symbol}`,
    symbol,
    tradingSymbol: symbol,
  });

/** Time that stands still. */
export const timeAt = (at: number): TimeSource => ({ now: () => epochMs(at), realMsUntil: () => 0 });

/** What a feed has said so far, and a way to wait for more. */
export interface FeedRun {
  readonly messages: readonly LiveMessage[];
  readonly stats: NorenStats;
  /** Resolves when something was said that is `wanted`; rejects when the feed fails before. */
  until(wanted: (message: LiveMessage) => boolean): Promise<LiveMessage>;
  /** Why the feed ended. */
  readonly failed: Promise<unknown>;
  stop(): void;
}

/** Runs a feed of the whole, in real time unless told otherwise. */
export const runFeed = (
  options: Pick<NorenFeedOptions, 'url' | 'instruments'> & Partial<NorenFeedOptions>,
): FeedRun => {
  const feed = norenFeed({
    dialect: 'current',
    tokens: sessionOf(SESSION),
    depth: false,
    time: timeAt(Date.UTC(2025, 6, 17, 7, 23, 14)),
    scheduler: asyncScheduler,
    seed: 1,
    log: NO_LOG,
    ...options,
  });
  const messages: LiveMessage[] = [];
  const waiting = new Set<(message: LiveMessage) => void>();
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise((resolve) => (fail = resolve));
  const subscription: Subscription = feed.message$.subscribe({
    next: (message) => {
      messages.push(message);
      for (const look of [...waiting]) look(message);
    },
    error: (error: unknown) => fail(error),
  });
  return {
    messages,
    get stats() {
      return feed.stats;
    },
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const before = messages.find(wanted);
        if (before !== undefined) {
          resolve(before);
          return;
        }
        const look = (message: LiveMessage): void => {
          if (!wanted(message)) return;
          waiting.delete(look);
          resolve(message);
        };
        waiting.add(look);
        void failed.then(reject);
      }),
    failed,
    stop: () => subscription.unsubscribe(),
  };
};

export const isNotice = (message: LiveMessage): message is Notice => message.kind === 'Notice';

/** The states that a feed told of, in order. */
export const statesOf = (messages: readonly LiveMessage[]): readonly string[] =>
  messages
    .filter(isNotice)
    .flatMap(({ event, connection }) => connection ?? (event === 'SessionExpired' ? event : []));

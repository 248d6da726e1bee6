import { asyncScheduler } from 'rxjs';
import { norenFeed } from '../../../src/adapter/noren/noren-feed.js';
import { Secret } from '../../../src/domain/secret.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import type { Feed } from '../../../src/port/feed.js';
import { NO_LOG } from '../../../src/port/log.js';
import type { SessionTokens } from '../../../src/port/session-tokens.js';
import type { TimeSource } from '../../../src/port/time-source.js';

const TOKENS: SessionTokens = {
  current: async () => ({ uid: 'FA00000', accountId: 'FA00000', token: new Secret('c1d2e3f4a5b6') }),
  renewed: () => new Promise(() => undefined),
};

/** What the sender at `url` sends, for the instruments of `pipeline`. */
export const feedAt = (url: string, { instruments }: Pipeline, time: TimeSource): Feed =>
  norenFeed({
    url,
    dialect: 'current',
    tokens: TOKENS,
    instruments: [...instruments.values()],
    depth: false,
    time,
    scheduler: asyncScheduler,
    seed: 1,
    limits: { batchMs: 1 },
    log: NO_LOG,
  });

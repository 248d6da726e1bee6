import type { Token } from '../../domain/token.js';

/** How a server wants the log-in: `current` as `a` with an access token, `legacy` as `c` with a user token. */
export type Dialect = 'current' | 'legacy';

/** The first frame of a connection. It holds the secret: for the socket alone. */
export const logInFrame = (dialect: Dialect, uid: string, accountId: string, token: string): string =>
  JSON.stringify(
    dialect === 'current'
      ? { t: 'a', uid, actid: accountId, source: 'API', accesstoken: token }
      : { t: 'c', uid, actid: accountId, source: 'API', susertoken: token },
  );

export const HEARTBEAT_FRAME = '{"t":"h"}';

/** Asks for touchlines, or for the book of five levels: one snapshot of each token, then what changes. */
export const subscribeFrame = (tokens: readonly Token[], depth: boolean): string =>
  JSON.stringify({ t: depth ? 'd' : 't', k: keysOf(tokens) });

/** Ends what a {@link subscribeFrame} of the same `depth` began: each kind of subscription has its own verb. */
export const unsubscribeFrame = (tokens: readonly Token[], depth: boolean): string =>
  JSON.stringify({ t: depth ? 'ud' : 'u', k: keysOf(tokens) });

/** Asks for the updates of every order of the account. */
export const ordersFrame = (accountId: string): string => JSON.stringify({ t: 'o', actid: accountId });

export const NO_ORDERS_FRAME = '{"t":"uo"}';

const keysOf = (tokens: readonly Token[]): string => tokens.join('#');

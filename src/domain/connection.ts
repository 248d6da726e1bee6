/**
 * Where the connection to a live feed stands. `Connecting` until the socket is open, `LoggingIn` until the
 * log-in is acknowledged, `Subscribing` until every token has its snapshot or its time for one is over, `Live`
 * from then on; `Stalled` when data stopped while the socket is open; `Waiting` between two attempts, or for a
 * new session token; `Evicted` when another session took the log-in over; `Closed` for good.
 */
export type ConnectionState =
  'Connecting' | 'LoggingIn' | 'Subscribing' | 'Live' | 'Stalled' | 'Waiting' | 'Evicted' | 'Closed';

/** A feed on which something ticks all the time, and no frame of any kind came for so long, is down; ms. */
export const UNHEARD_MS = 5_000;

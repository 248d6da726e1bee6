/** How much of a session a feed was up. Null where there is nothing to divide by. */
export interface Uptime {
  /** 1 − down / session. */
  readonly uptime: number | null;
  readonly downMs: number;
  readonly outages: number;
  /** Mean time between failures: time up / outages. */
  readonly mtbfMs: number | null;
  /** Mean time to repair: time down / outages. */
  readonly mttrMs: number | null;
}

/** Of a session of `sessionMs` and its outages, ms each within the session. */
export const uptimeOf = (sessionMs: number, outagesMs: readonly number[]): Uptime => {
  const downMs = outagesMs.reduce((sum, ms) => sum + ms, 0);
  const outages = outagesMs.length;
  return {
    uptime: sessionMs === 0 ? null : 1 - downMs / sessionMs,
    downMs,
    outages,
    mtbfMs: outages === 0 ? null : (sessionMs - downMs) / outages,
    mttrMs: outages === 0 ? null : downMs / outages,
  };
};

/** Share of the session time in which any position was held. Null where no session had a length. */
export const exposure = (exposedMs: number, sessionMs: number): number | null =>
  sessionMs === 0 ? null : exposedMs / sessionMs;

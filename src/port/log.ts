/** Where a running session tells what it does, for people: a message, and its figures by name. */
export interface Log {
  debug(figures: Figures, message: string): void;
  info(figures: Figures, message: string): void;
  warn(figures: Figures, message: string): void;
  error(figures: Figures, message: string): void;
}

export type Figures = Readonly<Record<string, unknown>>;

/** Says nothing. */
export const NO_LOG: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

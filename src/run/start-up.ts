import type { Log } from '../port/log.js';

/** What a session checks before it connects, in this order, each with a line of its own in the log. */
export const START_UP = [
  'pipeline',
  'instruments',
  'credentials',
  'recording',
  'clock',
  'orders',
  'control',
  'connection',
] as const;
export type StartUpStep = (typeof START_UP)[number];

/**
 * The steps of a start, in their fixed order: `[2/8] instruments: NFO:NIFTY27JAN26F (NFO|53001)`. A step that
 * fails is told by its place, and what it throws says what to do. Throws when a step comes out of order.
 */
export class StartUp {
  private done = 0;

  constructor(
    private readonly log: Log,
    private readonly steps: readonly StartUpStep[] = START_UP,
  ) {}

  /** Runs `check` and tells what `said` makes of its value. Rejects with what `check` throws. */
  async step<A>(name: StartUpStep, check: () => A | Promise<A>, said: (value: A) => string): Promise<A> {
    const place = this.enter(name);
    try {
      const value = await check();
      this.log.info({}, `${place} ${name}: ${said(value)}`);
      return value;
    } catch (error) {
      this.log.error({}, `${place} ${name}: failed`);
      throw error;
    }
  }

  private enter(name: StartUpStep): string {
    if (this.steps[this.done] !== name) throw new Error(`start-up step ${name} is out of order`);
    this.done += 1;
    return `[${this.done}/${this.steps.length}]`;
  }
}

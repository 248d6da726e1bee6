import type { TradingCalendar } from '../calendar.js';
import { type SessionDay, sessionDayOf, startOfSession } from '../session.js';
import { DAY_MS, type EpochMs, epochMs } from '../time.js';

/** Part of a session in which an exchange trades without a break. */
export interface Window {
  readonly from: EpochMs;
  readonly to: EpochMs;
  /** Where its intervals are counted from: its open, or the hour at which one would be. */
  readonly grid: EpochMs;
  /** Whether prices at its very end are of it: the exchange stamps its last ones with the close. */
  readonly hasClose: boolean;
}

/** The interval of a bar of time. */
export interface Slot {
  readonly openAt: EpochMs;
  readonly closeAt: EpochMs;
  /** The first moment of a tick that is no longer of it: `closeAt`, and just behind it at a session's close. */
  readonly until: number;
}

/**
 * When one exchange trades, and what intervals that makes. A day of which the calendar has no hours (another exchange,
 * another year, a weekend on which ticks come all the same) is one window from midnight to midnight, IST, of an
 * exchange that the calendar knows with intervals counted from its usual open.
 */
export class SessionHours {
  private day: SessionDay | undefined = undefined;
  private windows: readonly Window[] = [];
  private readonly usualOpen: number | undefined;

  constructor(
    private readonly exchange: string,
    private readonly calendar: TradingCalendar | undefined,
  ) {
    this.usualOpen = calendar?.usualOpenOf(exchange);
  }

  /** The window that `at` is in; undefined outside trading. */
  windowOf(at: EpochMs): Window | undefined {
    return this.windowsOf(at).find(({ from, to, hasClose }) => from <= at && (hasClose ? at <= to : at < to));
  }

  /** When the session of `at` opens, or usually would; undefined where that is not known. */
  openOf(at: EpochMs): EpochMs | undefined {
    const [first] = this.windowsOf(at);
    return first?.hasClose === true || this.usualOpen !== undefined ? first?.grid : undefined;
  }

  /** The whole session of `at`, from its first open to its last close; the day where it has no hours. */
  sessionOf(at: EpochMs): Slot {
    const all = this.windowsOf(at);
    const { from = at } = all[0] ?? {};
    const { to = at, hasClose = false } = all.at(-1) ?? {};
    return { openAt: from, closeAt: to, until: hasClose ? to + 1 : to };
  }

  /** The interval of `lengthMs` that `at` is in, counted from the open and cut at both ends of its window. */
  slotOf(at: EpochMs, lengthMs: number): Slot | undefined {
    const window = this.windowOf(at);
    if (window === undefined) return undefined;
    if (lengthMs >= DAY_MS) return this.sessionOf(at);
    const { from, to, grid, hasClose } = window;
    const n = Math.floor((Math.min(at, to - 1) - grid) / lengthMs);
    const closeAt = Math.min(grid + (n + 1) * lengthMs, to);
    const until = hasClose && closeAt === to ? to + 1 : closeAt;
    return { openAt: epochMs(Math.max(grid + n * lengthMs, from)), closeAt: epochMs(closeAt), until };
  }

  /** The interval behind `slot` in the same session; undefined behind the last. */
  slotAfter({ openAt, closeAt }: Slot, lengthMs: number): Slot | undefined {
    const window = this.windowsOf(openAt).find(({ to }) => to > closeAt);
    if (window === undefined || lengthMs >= DAY_MS) return undefined;
    return this.slotOf(epochMs(Math.max(closeAt, window.from)), lengthMs);
  }

  private windowsOf(at: EpochMs): readonly Window[] {
    const day = sessionDayOf(at);
    if (day === this.day) return this.windows;
    this.day = day;
    const midnight = startOfSession(day);
    const session = this.calendar?.sessionOf(this.exchange, day);
    const hours = session !== undefined && 'hours' in session ? session.hours : [];
    this.windows =
      hours.length === 0
        ? [
            {
              from: midnight,
              to: epochMs(midnight + DAY_MS),
              grid: epochMs(midnight + (this.usualOpen ?? 0)),
              hasClose: false,
            },
          ]
        : hours.map(({ from, to }) => ({
            from: epochMs(midnight + from),
            to: epochMs(midnight + to),
            grid: epochMs(midnight + from),
            hasClose: true,
          }));
    return this.windows;
  }
}

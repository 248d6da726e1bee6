import {
  isCrossed,
  isExchangeTimeBack,
  isSameSession,
  isStale,
  isUnchanged,
  isVolumeReset,
} from './oddity.js';
import type { Quality } from './quality.js';
import { applyTouchline, type Tick, tickOfSnapshot, withFlags } from './tick.js';
import type { EpochMs } from './time.js';
import { MessageFlag, type TouchlineMessage } from './touchline.js';

/** So many times its usual distance from the message before makes a silence a Gap. */
const GAP_SHARE = 2;
/** So many usual distances without a change make a token Frozen: two bars, which are four messages each. */
const FROZEN_SHARE = 8;
/** What one more distance counts in the usual one: about the last sixteen are remembered. */
const LEARNING = 1 / 16;

/**
 * Folds the messages of one token into ticks and tells what is odd about each, in event time alone: live and in
 * a replay it is the same. Its state is its own; O(1) a message.
 */
export class TouchlineFold {
  private before: Tick | undefined = undefined;
  /** Average distance of two messages, ms; Infinity before there were two. */
  private usualMs = Infinity;
  /** When a message last changed something, or the messages began to come again. */
  private changedAt = 0;

  constructor(private readonly quality: Pick<Quality, 'gapMs' | 'staleMs'>) {}

  /** The tick after `message`, which gets this number and time. The first message is taken for a whole one. */
  take(message: TouchlineMessage, seq: number, at: EpochMs): Tick {
    const { before } = this;
    const plain =
      message.kind === 'tk' || before === undefined
        ? tickOfSnapshot(message, seq, at)
        : applyTouchline(before, message, seq, at);
    const odd =
      (isCrossed(plain) ? MessageFlag.Crossed : 0) |
      (isStale(message.exchangeAt, message.receivedAt, this.quality.staleMs) ? MessageFlag.Stale : 0) |
      this.oddSince(before, plain);
    const tick = odd === 0 ? plain : withFlags(plain, odd);
    this.before = tick;
    return tick;
  }

  private oddSince(before: Tick | undefined, tick: Tick): number {
    if (before === undefined) {
      this.changedAt = tick.receivedAt;
      return 0;
    }
    return (
      this.silence(before.receivedAt, tick.receivedAt) |
      this.sameness(before, tick) |
      (isVolumeReset(before, tick) ? MessageFlag.VolumeReset : 0) |
      (isExchangeTimeBack(before, tick) ? MessageFlag.ExchangeTimeBack : 0)
    );
  }

  /** Learns how far apart messages usually are; a night between two sessions is neither odd nor usual. */
  private silence(before: EpochMs, now: EpochMs): number {
    const silentMs = now - before;
    if (silentMs <= this.quality.gapMs) {
      this.learn(silentMs);
      return 0;
    }
    if (!isSameSession(before, now)) {
      this.changedAt = now;
      return 0;
    }
    const longest = Math.max(this.quality.gapMs, GAP_SHARE * this.usualMs);
    this.learn(Math.min(silentMs, longest));
    if (silentMs <= longest) return 0;
    this.changedAt = now;
    return MessageFlag.Gap;
  }

  private learn(distanceMs: number): void {
    this.usualMs =
      this.usualMs === Infinity ? distanceMs : this.usualMs + (distanceMs - this.usualMs) * LEARNING;
  }

  private sameness(before: Tick, tick: Tick): number {
    const { receivedAt } = tick;
    if (!isUnchanged(before, tick)) {
      this.changedAt = receivedAt;
      return 0;
    }
    if (receivedAt === before.receivedAt) return MessageFlag.Duplicate;
    const { staleMs } = this.quality;
    return receivedAt - this.changedAt > Math.max(staleMs, FROZEN_SHARE * this.usualMs)
      ? MessageFlag.Frozen
      : 0;
  }
}

import type { Stamp, Unstamped } from '../domain/entry.js';
import type { FeedEvent } from '../domain/event.js';
import { DataError } from '../domain/failure.js';
import type { Instrument } from '../domain/instrument.js';
import { oddityText } from '../domain/oddity-text.js';
import { type FlagPolicy, flagsWith, type Quality } from '../domain/quality.js';
import { istTextOf } from '../domain/session.js';
import type { Tick } from '../domain/tick.js';
import type { Token } from '../domain/token.js';
import { flagNames, type TouchlineMessage } from '../domain/touchline.js';
import { TouchlineFold } from '../domain/touchline-fold.js';
import type { LiveMessage, Notice } from '../port/feed.js';
import type { Stage } from './stage.js';
import { stamped } from './stamp.js';

/**
 * Folds the messages of every token into whole ticks: a `tk` replaces all that is known of its token, a `tf` is laid
 * over it. A `tf` with no `tk` before it becomes a `NoSnapshot`, an undecodable message a `Malformed` event; neither
 * changes anything. A new connection begins anew: no token has a tick until its next `tk`. A tick with a flag that
 * `quality` drops is remembered, so that later updates are right, and a `Dropped` event goes in its place. One event
 * out for each message in. Throws a DataError at a flag that is to stop the run; `instruments` names what it is of.
 */
export const mergeTouchline =
  (
    quality: Quality,
    instruments: ReadonlyMap<Token, Instrument>,
    stamp: Stamp,
  ): Stage<LiveMessage, Tick | FeedEvent> =>
  (emit) => {
    const folds = new Map<Token, TouchlineFold>();
    /** What was known before the last connection: a `tf` of this one is not to be laid over it. */
    const former = new Map<Token, TouchlineFold>();
    const number = stamped(stamp);
    const stopping = flagsWith(quality, 'stop');
    const withheld = flagsWith(quality, 'drop') | stopping;

    const merge = (message: TouchlineMessage): Tick | FeedEvent => {
      let fold = folds.get(message.token);
      if (fold === undefined) {
        if (message.kind === 'tf') return number(noSnapshot(message));
        fold = former.get(message.token) ?? new TouchlineFold(quality);
        folds.set(message.token, fold);
      }
      const tick = fold.take(message, stamp.seq(), stamp.now());
      return (tick.flags & withheld) === 0 ? tick : withhold(tick);
    };

    const withhold = (tick: Tick): FeedEvent => {
      if ((tick.flags & stopping) !== 0)
        throw new DataError(stopped(tick, tick.flags & stopping, instruments.get(tick.token)));
      return dropped(tick);
    };

    const hear = (notice: Notice): FeedEvent => {
      if (notice.connection === 'Connecting') {
        for (const [token, fold] of folds) former.set(token, fold);
        folds.clear();
      }
      return number(told(notice));
    };

    return (message) => {
      switch (message.kind) {
        case 'tf':
        case 'tk':
          emit(merge(message));
          break;
        case 'Malformed':
          emit(number(malformed(message.detail)));
          break;
        case 'Notice':
          emit(hear(message));
          break;
      }
    };
  };

const told = ({ event, token, detail, connection, order }: Notice): Unstamped<FeedEvent> => ({
  kind: 'FeedEvent',
  event,
  token,
  flags: 0,
  detail,
  ...(connection === undefined ? {} : { connection }),
  ...(order === undefined ? {} : { order }),
});

const noSnapshot = ({ token, receivedAt }: TouchlineMessage): Unstamped<FeedEvent> => ({
  kind: 'FeedEvent',
  event: 'NoSnapshot',
  token,
  flags: 0,
  detail: `tf of ${token} at ${receivedAt} with no tk before it`,
});

const malformed = (detail: string): Unstamped<FeedEvent> => ({
  kind: 'FeedEvent',
  event: 'Malformed',
  token: undefined,
  flags: 0,
  detail,
});

/** In the place of `tick` on the belt, with its number. */
const dropped = (tick: Tick): FeedEvent => ({
  kind: 'FeedEvent',
  seq: tick.seq,
  at: tick.at,
  event: 'Dropped',
  token: tick.token,
  flags: tick.flags,
  detail: oddityText(tick, tick.flags),
});

const stopped = (tick: Tick, flags: number, instrument: Instrument | undefined): string => {
  const name = instrument === undefined ? tick.token : `${instrument.name} (${tick.token})`;
  const on = (policy: FlagPolicy): string =>
    `--on ${flagNames(flags)
      .map((flag) => `${flag}=${policy}`)
      .join(',')}`;
  return (
    `${name} at ${istTextOf(tick.receivedAt)}: ${oddityText(tick, flags)}; ${on('stop')} ends the run here, ` +
    `${on('drop')} leaves such ticks out, ${on('keep')} passes them on`
  );
};

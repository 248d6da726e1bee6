import { sessionDayOf } from '../../../domain/session.js';
import { epochMs } from '../../../domain/time.js';
import { copyMessage } from '../../../domain/touchline.js';
import type { FeedMessage } from '../../../port/feed.js';
import { type Columns, RowKind } from '../decode/columns.js';
import type { MessageCursor } from './message-cursor.js';
import type { RowGate } from './row-gate.js';
import { present, RowMessage } from './row-message.js';

/** Moves `message` to row `i`, delivered at `at`. */
export type MoveTo = (message: RowMessage, columns: Columns, i: number, at: number, flags: number) => void;

/** Of files in which a row is a message; its rows come in the order of their times. */
export class RowCursor implements MessageCursor {
  nextAt: number;
  isStarved = true;
  private columns: Columns | undefined;
  private message: RowMessage | undefined;
  private i = 0;
  /** What comes before the next row: the bad rows that were passed over. */
  private readonly waiting: FeedMessage[] = [];

  constructor(
    private readonly gate: RowGate,
    private readonly moveTo: MoveTo,
    private latestAt: number,
  ) {
    this.nextAt = latestAt;
  }

  load(columns: Columns): void {
    this.gate.load(columns);
    this.columns = columns;
    this.message = new RowMessage(columns);
    this.i = 0;
    this.lookAhead();
  }

  end(): void {
    this.gate.end();
  }

  take(): FeedMessage | undefined {
    const taken = this.waiting.length > 0 ? this.waiting.shift() : this.takeRow();
    this.lookAhead();
    return taken;
  }

  private takeRow(): FeedMessage | undefined {
    const { columns, message, gate, i, waiting } = this;
    if (columns === undefined || message === undefined) return undefined;
    const at = columns.at[i] ?? NaN;
    this.i = i + 1;
    this.latestAt = at;
    if (gate.admits(columns, i, at, waiting)) {
      this.moveTo(message, columns, i, at, columns.flags?.[i] ?? 0);
      if (waiting.length === 0) return message;
      waiting.push(copyMessage(message));
    }
    return waiting.shift();
  }

  private lookAhead(): void {
    const { columns, i } = this;
    if (this.waiting.length > 0) {
      this.isStarved = false;
      this.nextAt = this.latestAt;
      return;
    }
    this.isStarved = columns === undefined || i >= columns.count;
    this.nextAt = this.isStarved ? this.latestAt : (columns?.at[i] ?? NaN);
  }
}

/** Of the project's own rows, which say themselves whether they are a snapshot. */
export const tapeRow: MoveTo = (message, columns, i, at, flags) => {
  message.moveTo(
    i,
    columns.kind[i] === RowKind.Snapshot ? 'tk' : 'tf',
    at,
    present(columns.numbers.volume, i),
    flags,
  );
};

/**
 * Of whole rows: the first of a token, and its first of every session, is a snapshot. Where a file has only
 * what each row added to the volume, this sums it per token and session.
 */
export const fullRows = (): MoveTo => {
  const days: number[] = [];
  const volumes: number[] = [];
  return (message, columns, i, at, flags) => {
    const token = columns.token[i] ?? -1;
    const day = sessionDayOf(epochMs(at));
    const isFirst = days[token] !== day;
    if (isFirst) {
      days[token] = day;
      volumes[token] = 0;
    }
    message.moveTo(i, isFirst ? 'tk' : 'tf', at, volumeOf(columns, i, volumes, token), flags);
  };
};

const volumeOf = (columns: Columns, i: number, volumes: number[], token: number): number | undefined => {
  const added = present(columns.numbers.volumeDelta, i);
  if (added === undefined) return present(columns.numbers.volume, i);
  const volume = (volumes[token] ?? 0) + added;
  volumes[token] = volume;
  return volume;
};

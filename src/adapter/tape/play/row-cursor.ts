import { sessionDayOf } from '../../../domain/session.js';
import { epochMs } from '../../../domain/time.js';
import type { TouchlineMessage } from '../../../domain/touchline.js';
import type { FeedMessage } from '../../../port/feed.js';
import { type Columns, RowKind } from '../decode/columns.js';
import type { MessageCursor } from './message-cursor.js';
import { messageOfRow, present } from './message.js';
import type { RowGate } from './row-gate.js';

/** The message of row `i`, delivered at `at`. */
export type RowMessage = (columns: Columns, i: number, at: number, flags: number) => TouchlineMessage;

/** Of files in which a row is a message; its rows come in the order of their times. */
export class RowCursor implements MessageCursor {
  nextAt: number;
  isStarved = true;
  private columns: Columns | undefined;
  private i = 0;

  constructor(
    private readonly gate: RowGate,
    private readonly messageOf: RowMessage,
    private latestAt: number,
  ) {
    this.nextAt = latestAt;
  }

  load(columns: Columns): void {
    this.gate.load(columns);
    this.columns = columns;
    this.i = 0;
    this.lookAhead();
  }

  end(): void {
    this.gate.end();
  }

  drain(until: number, isInclusive: boolean, out: FeedMessage[], most: number): void {
    const { columns, gate } = this;
    if (columns === undefined) return;
    const { at, count } = columns;
    while (this.i < count && out.length < most) {
      const i = this.i;
      const due = at[i] ?? NaN;
      if (isInclusive ? due > until : due >= until) break;
      this.i = i + 1;
      this.latestAt = due;
      if (gate.admits(columns, i, due, out))
        out.push(this.messageOf(columns, i, due, columns.flags?.[i] ?? 0));
    }
    this.lookAhead();
  }

  private lookAhead(): void {
    const { columns, i } = this;
    this.isStarved = columns === undefined || i >= columns.count;
    this.nextAt = this.isStarved ? this.latestAt : (columns?.at[i] ?? NaN);
  }
}

/** Of the project's own rows, which say themselves whether they are a snapshot. */
export const tapeMessage: RowMessage = (columns, i, at, flags) =>
  messageOfRow(
    columns,
    i,
    columns.kind[i] === RowKind.Snapshot ? 'tk' : 'tf',
    at,
    present(columns.numbers.volume, i),
    flags,
  );

/**
 * Of whole rows: the first of a token, and its first of every session, is a snapshot. Where a file has only
 * what each row added to the volume, this sums it per token and session.
 */
export const fullMessages = (): RowMessage => {
  const days: number[] = [];
  const volumes: number[] = [];
  return (columns, i, at, flags) => {
    const token = columns.token[i] ?? -1;
    const day = sessionDayOf(epochMs(at));
    const isFirst = days[token] !== day;
    if (isFirst) {
      days[token] = day;
      volumes[token] = 0;
    }
    return messageOfRow(columns, i, isFirst ? 'tk' : 'tf', at, volumeOf(columns, i, volumes, token), flags);
  };
};

const volumeOf = (columns: Columns, i: number, volumes: number[], token: number): number | undefined => {
  const added = present(columns.numbers.volumeDelta, i);
  if (added === undefined) return present(columns.numbers.volume, i);
  const volume = (volumes[token] ?? 0) + added;
  volumes[token] = volume;
  return volume;
};

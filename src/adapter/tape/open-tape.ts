import type { TradingCalendar } from '../../domain/calendar.js';
import type { MessageBatch } from '../../port/feed.js';
import type { Tape, TapeFile, TapeProgress, Tokens } from '../../port/tape.js';
import { putInOrder } from './decode/put-in-order.js';
import { rowFailures } from './decode/row-plan.js';
import { type GivenOptions, openFiles } from './open-files.js';
import type { OpenedFile } from './opened-file.js';
import { barEnds } from './play/bar-ends.js';
import { BarCursor } from './play/bar-cursor.js';
import { merge, type MergedFile } from './play/merge.js';
import { quoteBarMessages } from './play/quote-bar-messages.js';
import { tradeBarMessages } from './play/trade-bar-messages.js';
import type { MessageCursor } from './play/message-cursor.js';
import { fullRows, RowCursor, tapeRow } from './play/row-cursor.js';
import { RowGate } from './play/row-gate.js';

export interface TapeOptions extends GivenOptions {
  /** Rows of a file that are so late at most are put in order; one that is later is a bad row. */
  readonly reorderMs?: number | undefined;
  /** By which a bar that starts within a session ends at its close; without one, no bar is cut. */
  readonly calendar?: TradingCalendar | undefined;
  /** Most messages in a batch. */
  readonly batchRows?: number | undefined;
}

const BATCH_ROWS = 4_096;

/** Late by the jitter of a network, not by a sort that was forgotten. */
export const REORDER_MS = 1_000;

/** Opens stored market data as one tape, merged by time. Rejects as {@link openFiles} does. */
export const openTape = async (options: TapeOptions): Promise<Tape> =>
  tapeOf(await openFiles(options), options);

/** The tape of files that are open, opened with the same options. */
export const tapeOf = (files: readonly OpenedFile[], options: TapeOptions): Tape =>
  new StoredTape(files, options);

class StoredTape implements Tape {
  readonly files: readonly TapeFile[];
  private readonly counts = { rows: 0, skipped: 0 };
  private readonly bytesRead: number[];
  private isRead = false;

  constructor(
    private readonly opened: readonly OpenedFile[],
    private readonly options: TapeOptions,
  ) {
    this.files = opened.map(({ file }) => file);
    this.bytesRead = opened.map(() => 0);
  }

  get progress(): TapeProgress {
    const bytes = this.files.reduce((sum, file) => sum + file.bytes, 0);
    return { ...this.counts, share: this.bytesRead.reduce((sum, read) => sum + read, 0) / bytes };
  }

  batches(tokens: Tokens): AsyncIterable<MessageBatch> {
    if (this.isRead) throw new Error('a tape is read once; open it again');
    this.isRead = true;
    return merge(
      this.opened.map((opened, order) => this.mergedFile(opened, order, tokens)),
      this.options.batchRows ?? BATCH_ROWS,
    );
  }

  private mergedFile(opened: OpenedFile, order: number, tokens: Tokens): MergedFile {
    const { firstAt } = opened.probe;
    const reorderMs = this.options.reorderMs ?? REORDER_MS;
    const failures = rowFailures(opened.plan);
    const gate = new RowGate(tokens, this.options.onBadRow ?? 'stop', failures, this.counts);
    return {
      cursor: cursorOf(opened, gate, firstAt - reorderMs, this.options.calendar),
      open: () => putInOrder(opened.columns(firstAt), reorderMs, failures),
      onRead: (bytes) => {
        this.bytesRead[order] = bytes;
      },
    };
  }
}

/** `earliest`: no row comes before. */
const cursorOf = (
  { plan: { reading } }: OpenedFile,
  gate: RowGate,
  earliest: number,
  calendar: TradingCalendar | undefined,
): MessageCursor => {
  const { intervalMs } = reading;
  switch (reading.form) {
    case 'tape':
      return new RowCursor(gate, tapeRow, earliest);
    case 'full':
      return new RowCursor(gate, fullRows(), earliest);
    case 'bars':
      return new BarCursor(gate, tradeBarMessages(intervalMs), barEnds(intervalMs, calendar), earliest);
    case 'quoteBars':
      return new BarCursor(gate, quoteBarMessages(intervalMs), barEnds(intervalMs, calendar), earliest);
  }
};

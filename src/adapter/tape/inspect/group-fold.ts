import type { RowForm } from '../../../codec/tape-field.js';
import type { Token } from '../../../domain/token.js';
import { rowFailures } from '../decode/row-plan.js';
import { type Columns, RowKind } from '../decode/columns.js';
import type { OpenedFile } from '../opened-file.js';
import { BadRows } from './bad-rows.js';
import { BarFold } from './bar-fold.js';
import { BookFold } from './book-fold.js';
import type { ChosenDays } from './chosen-days.js';
import { ExchangeTimeFold } from './exchange-time-fold.js';
import { FilledFold } from './filled-fold.js';
import { FileTokens, GroupTokens } from './group-tokens.js';
import { PriceFold } from './price-fold.js';
import { RepeatFold } from './repeat-fold.js';
import type { Rows } from './rows.js';
import { TimeFold } from './time-fold.js';
import { VolumeFold } from './volume-fold.js';

/**
 * Folds the rows of files that are alike, one file after the other in the order of their times. One pass;
 * memory grows with the tokens and days, not with the rows.
 */
export class GroupFold {
  readonly tokens = new GroupTokens();
  readonly badRows = new BadRows();
  readonly time: TimeFold;
  readonly prices = new PriceFold();
  readonly filled = new FilledFold();
  readonly repeats = new RepeatFold();
  readonly exchangeTimes: ExchangeTimeFold;
  readonly books = new BookFold();
  readonly volumes = new VolumeFold();
  readonly bars: BarFold;
  /** A row is a stretch of time. */
  readonly isBars: boolean;
  /** Good rows of each file. */
  readonly fileRows: number[] = [];
  private token = new Int32Array(0);
  private isGood = new Uint8Array(0);

  constructor(
    readonly days: ChosenDays,
    readonly form: RowForm,
    /** It has a column of last prices. Messages have none, they tell of one by having it. */
    private readonly hasLastColumn: boolean,
    intervalMs: number,
    staleMs: number,
  ) {
    this.isBars = form === 'bars' || form === 'quoteBars';
    this.time = new TimeFold(days);
    this.bars = new BarFold(days, intervalMs);
    this.exchangeTimes = new ExchangeTimeFold(staleMs);
  }

  /** Its rows can have a last price; of those that have none the bid stands for it. */
  get hasLast(): boolean {
    return this.hasLastColumn || this.filled.fields.has('last');
  }

  /**
   * Takes file number `file`, at most `mostRows` of its rows. Rejects with the DataError of a file that breaks
   * off; what came before it is taken. `onRead` is told the bytes and rows read so far.
   */
  async take(
    file: number,
    opened: OpenedFile,
    nameOf: (token: Token) => string,
    mostRows: number,
    onRead: (bytes: number, rows: number) => void,
  ): Promise<void> {
    const tokens = new FileTokens(this.tokens, nameOf);
    const { ofEmptyRow } = rowFailures(opened.plan);
    let rows = 0;
    this.fileRows[file] = 0;
    try {
      for await (const columns of opened.columns(opened.probe.firstAt)) {
        const count = Math.min(columns.count, mostRows - rows);
        rows += count;
        this.takeColumns(file, count === columns.count ? columns : { ...columns, count }, tokens, ofEmptyRow);
        onRead(columns.bytesRead, rows);
        if (rows >= mostRows) break;
      }
    } finally {
      this.badRows.end();
    }
  }

  private takeColumns(
    file: number,
    columns: Columns,
    tokens: FileTokens,
    emptyRow: Parameters<BadRows['take']>[1],
  ): void {
    this.badRows.take(columns, emptyRow);
    const rows = this.rowsOf(file, columns, tokens);
    this.days.choose(this.tokens.names, rows);
    this.tokens.take(rows);
    this.time.take(rows);
    this.filled.take(rows);
    this.repeats.take(rows);
    const { numbers } = columns;
    const { fields } = this.filled;
    if (this.form === 'bars') {
      this.prices.take(rows, numbers.close);
      for (const field of ['open', 'high', 'low'] as const) this.prices.takeInside(rows, numbers[field]);
      this.bars.takeTrades(rows);
      return;
    }
    if (this.form === 'quoteBars') {
      this.prices.take(rows, numbers.bidClose);
      this.prices.takeInside(rows, numbers.askClose);
      this.books.take(rows, numbers.bidClose, numbers.askClose);
      this.bars.take(rows);
      return;
    }
    if (this.hasLast) this.prices.take(rows, numbers.last);
    else {
      this.prices.take(rows, numbers.bid);
      this.prices.takeInside(rows, numbers.ask);
    }
    if (fields.has('bid') || fields.has('ask')) this.books.take(rows, numbers.bid, numbers.ask);
    if (fields.has('volume') || fields.has('volumeDelta')) this.volumes.take(rows);
    if (fields.has('exchangeAt')) this.exchangeTimes.take(rows);
  }

  private rowsOf(file: number, columns: Columns, tokens: FileTokens): Rows {
    const { count, kind } = columns;
    if (count > this.token.length) {
      this.token = new Int32Array(count);
      this.isGood = new Uint8Array(count);
    }
    const numbers = tokens.fit(columns.tokens);
    let good = 0;
    for (let i = 0; i < count; i += 1) {
      const isGood = (kind[i] ?? RowKind.Refused) <= RowKind.Snapshot ? 1 : 0;
      this.isGood[i] = isGood;
      this.token[i] = numbers[columns.token[i] ?? 0] ?? 0;
      good += isGood;
    }
    this.fileRows[file] = (this.fileRows[file] ?? 0) + good;
    return { columns, file, token: this.token, tokens: this.tokens.names.length, isGood: this.isGood };
  }
}

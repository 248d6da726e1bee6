import type { Database, Statement } from 'better-sqlite3';
import { type Head, headOf } from './head.js';
import { isEntryKind, type JournalRow, ROW } from './journal-row.js';
import { versionOf } from './migrations.js';
import { openToRead, reading } from './open-journal.js';

/** Rows that are read at a time: of ticks a quarter of a MiB each. */
const PAGE = 64;

/** Orders that were decided, sent, and executed at least in part; and executions. */
export interface OrderCounts {
  readonly decided: number;
  readonly sent: number;
  readonly filled: number;
  readonly fills: number;
}

export interface KindCount {
  readonly kind: string;
  readonly rows: number;
}

/**
 * Reads a journal, also one that is being written. Each method throws a DataError where the file is damaged. It is
 * to be closed.
 */
export class JournalReader {
  private readonly page: Statement<[number], JournalRow>;

  private constructor(
    readonly path: string,
    private readonly db: Database,
  ) {
    this.page = db.prepare<[number], JournalRow>(`${SELECT} where n > ? order by n limit ${PAGE}`);
  }

  /** Throws a UsageError where there is no file, a DataError for one that is no journal or of a newer schema. */
  static open(path: string): JournalReader {
    const db = openToRead(path);
    try {
      return reading(path, () => new JournalReader(path, db));
    } catch (error) {
      db.close();
      throw error;
    }
  }

  head(): Head {
    return this.read(() => headOf(this.db));
  }

  /** The rows behind row `after`, in their order, up to where the journal is when it is read there. */
  *rows(after = 0): Generator<JournalRow> {
    for (let last = after; ;) {
      const rows = this.read(() => this.page.all(last));
      yield* rows;
      const next = rows.at(-1)?.n;
      if (next === undefined) return;
      last = next;
    }
  }

  /** The first row of `kind` behind row `after`. */
  first(kind: string, after = 0): JournalRow | undefined {
    return this.rowsWhere('kind = ? and n > ? order by n limit 1', kind, after)[0];
  }

  last(kind: string): JournalRow | undefined {
    return this.rowsWhere('kind = ? order by n desc limit 1', kind)[0];
  }

  /** The rows of `kind`, in their order. */
  ofKind(kind: string): readonly JournalRow[] {
    return this.rowsWhere('kind = ? order by n', kind);
  }

  /** The rows of an order, in their order. */
  ofOrder(orderId: string): readonly JournalRow[] {
    return this.rowsWhere('order_id = ? order by n', orderId);
  }

  /** The ids of all orders. */
  orderIds(): readonly string[] {
    return this.read(() =>
      this.db
        .prepare<[], string>('select distinct order_id from journal where order_id is not null')
        .pluck()
        .all(),
    );
  }

  /** The segments of the tape whose ticks are still here, in their order, and whether they are Parquet already. */
  unsettled(): readonly { readonly segment: string; readonly isSealed: boolean }[] {
    const segments = this.read(() =>
      this.db
        .prepare<[], string>(
          `select distinct segment from journal
           where segment is not null and kind = 'ticks' and body is not null order by segment`,
        )
        .pluck()
        .all(),
    );
    const sealed = new Set(this.ofKind(ROW.segment).map(({ segment }) => segment));
    return segments.map((segment) => ({ segment, isSealed: sealed.has(segment) }));
  }

  /** The blocks of ticks of a segment whose text is still here. */
  *ticksOf(segment: string): Generator<string> {
    const next = this.db.prepare<[string, number], { n: number; body: string }>(
      `select n, body from journal
         where segment = ? and kind = 'ticks' and body is not null and n > ? order by n limit ${PAGE}`,
    );
    for (let last = 0; ;) {
      const found = this.read(() => next.all(segment, last));
      for (const { body } of found) yield body;
      last = found.at(-1)?.n ?? -1;
      if (last === -1) return;
    }
  }

  /** How many rows there are of each kind: the journal's own first, then the entries'. */
  counts(): readonly KindCount[] {
    const counts = this.read(() =>
      this.db
        .prepare<[], KindCount>('select kind, count(*) as rows from journal group by kind order by min(n)')
        .all(),
    );
    return [
      ...counts.filter(({ kind }) => !isEntryKind(kind)),
      ...counts.filter(({ kind }) => isEntryKind(kind)),
    ];
  }

  /** Version of the schema of the file. */
  get schema(): number {
    return versionOf(this.db);
  }

  tickCount(): number {
    return this.read(
      () =>
        this.db
          .prepare<[], number>("select coalesce(sum(ticks), 0) from journal where kind = 'ticks'")
          .pluck()
          .get() ?? 0,
    );
  }

  orderCounts(): OrderCounts {
    const none = { decided: 0, sent: 0, filled: 0, fills: 0 };
    return this.read(() => this.db.prepare<[], OrderCounts>(ORDER_COUNTS).get() ?? none);
  }

  /** Rows that `where` (SQL) holds for. */
  rowsWhere(where: string, ...values: readonly (string | number)[]): readonly JournalRow[] {
    return this.read(() =>
      this.db.prepare<(string | number)[], JournalRow>(`${SELECT} where ${where}`).all(...values),
    );
  }

  /** Calls `work` on the journal as it is now, whatever is added meanwhile. */
  asItIs<A>(work: () => A): A {
    return this.read(() => this.db.transaction(work).deferred());
  }

  close(): void {
    this.db.close();
  }

  private read<A>(work: () => A): A {
    return reading(this.path, work);
  }
}

const ORDER_COUNTS = `select
  count(distinct case when kind = 'Decision' then order_id end) as decided,
  count(distinct case when kind = 'OrderSent' then order_id end) as sent,
  count(distinct case when fill then order_id end) as filled,
  count(case when fill then 1 end) as fills
  from (select kind, order_id, kind = 'OrderUpdate' and json_extract(body, '$.fill') is not null as fill
        from journal where order_id is not null)`;

const SELECT = `select n, kind, seq, at, token, strategy, order_id as orderId, cause, segment, ticks, seqs,
  body_hash as bodyHash, hash, body from journal`;

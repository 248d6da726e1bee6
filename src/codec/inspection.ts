import * as t from 'io-ts';

/** A number that JSON can hold: not NaN, not infinite. */
const Finite = t.refinement(t.number, Number.isFinite, 'Finite');
const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count');
/** `2025-12-29T09:15:00.000+05:30`. */
const IstText = t.refinement(
  t.string,
  (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+05:30$/.test(text),
  'IstText',
);
const DateText = t.refinement(t.string, (text) => /^\d{4}-\d\d-\d\d$/.test(text), 'DateText');
const orNull = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> => t.union([codec, t.null]);

const Place = t.strict({ file: t.string, row: Count, at: IstText }, 'Place');

/** How often something was seen, where first and where worst; what `extent` measures is said where it is used. */
const Seen = t.strict({ count: Count, first: orNull(Place), worst: orNull(Place), extent: Finite }, 'Seen');

const Finding = t.strict(
  {
    /** `stops`: a backtest refuses the file. `falsifies`: it runs and its result is wrong. `note`: worth knowing. */
    level: t.keyof({ stops: null, falsifies: null, note: null }),
    /** A word for programs: `Crossed`, `Gap`, `ClosedDay`. */
    what: t.string,
    text: t.string,
    /** What mends it, a flag most often. */
    fix: orNull(t.string),
  },
  'Finding',
);

const Session = t.strict(
  {
    date: DateText,
    /** What the calendar says of the day. */
    day: t.keyof({ open: null, special: null, holiday: null, weekend: null, unknown: null }),
    name: t.string,
    rows: Count,
    first: IstText,
    last: IstText,
    /** When trading begins and ends; null where it is not known. */
    opens: orNull(IstText),
    closes: orNull(IstText),
    /** Rows outside the day's trading hours. */
    outside: Count,
    /** Bars that the hours have room for, of one token; null where hours are not known or rows are no bars. */
    expectedBars: orNull(Count),
  },
  'Session',
);

const TokenRows = t.strict(
  {
    token: t.string,
    rows: Count,
    from: IstText,
    to: IstText,
    low: orNull(Finite),
    high: orNull(Finite),
    /** Greatest step that all prices but one in a hundred are multiples of, rupees; `prices` were looked at. */
    tick: orNull(Finite),
    prices: Count,
    odd: Count,
    /** Greatest step from one price to the next, as a ratio. */
    greatestStep: Finite,
  },
  'TokenRows',
);

const Group = t.strict(
  {
    name: t.string,
    files: t.readonlyArray(t.strict({ path: t.string, rows: Count, bytes: Count })),
    format: t.string,
    shape: t.string,
    mapping: t.string,
    /** Columns that mean nothing to rxtape; a column without a name by its number. */
    ignored: t.readonlyArray(t.string),
    /** Columns that are read and have no value in any row. */
    empty: t.readonlyArray(t.string),
    rows: Count,
    badRows: t.strict({ count: Count, first: t.readonlyArray(t.string) }),
    emptyRows: Count,
    span: orNull(
      t.strict({
        from: IstText,
        to: IstText,
        own: orNull(t.strict({ zone: t.string, from: t.string, to: t.string })),
      }),
    ),
    calendar: t.strict({ exchange: orNull(t.string), isAssumed: t.boolean }),
    sessions: t.readonlyArray(Session),
    /** Extent: how far back, ms. */
    outOfOrder: Seen,
    /** `lines`: the line before, byte for byte; null in Parquet. `messages`: the same of a token at the same time. */
    duplicates: t.strict({ lines: orNull(Count), messages: Seen }),
    /** Extent: since when, ms. */
    unchanged: Seen,
    gaps: t.strict({
      spacingMs: orNull(Finite),
      thresholdMs: Finite,
      count: Count,
      longest: t.readonlyArray(t.strict({ file: t.string, from: IstText, to: IstText, ms: Finite })),
    }),
    bars: orNull(
      t.strict({ intervalMs: Count, missing: Count, holes: Seen, impossible: Seen, withoutVolume: Seen }),
    ),
    /** Extent of `crossed`: bid less ask, rupees. */
    book: orNull(t.strict({ rows: Count, twoSided: Count, crossed: Seen, locked: Seen })),
    /** Extent: the step as a ratio. */
    jumps: t.strict({ threshold: Finite, seen: Seen, spikes: Seen }),
    zeroPrices: Count,
    volume: orNull(
      t.strict({
        kind: t.keyof({ day: null, row: null, bar: null }),
        /** Extent: units. */
        resets: Seen,
        /** Tokens whose first row has the volume of the day before it, and the most that any later row added. */
        wholeDays: t.readonlyArray(t.strict({ token: t.string, at: IstText, added: Finite, most: Finite })),
      }),
    ),
    exchangeTime: orNull(
      t.strict({
        rows: Count,
        /** Receive time less exchange time, ms. */
        lag: t.strict({ least: Finite, mean: Finite, most: Finite }),
        staleMs: Finite,
        stale: Seen,
        /** Of the stale ones, those whose exchange time is of an earlier day. */
        otherDay: Count,
        back: Seen,
      }),
    ),
    tokens: t.readonlyArray(TokenRows),
    grade: t.keyof({
      bars: null,
      'quote bars': null,
      depth: null,
      touchline: null,
      quotes: null,
      last: null,
      'open interest': null,
      none: null,
    }),
    /** What a backtest on it can be trusted with, and what not. */
    trust: t.readonlyArray(t.string),
    doubt: t.readonlyArray(t.string),
    findings: t.readonlyArray(Finding),
  },
  'Group',
);

const Refused = t.strict(
  {
    path: t.string,
    bytes: Count,
    /** `question`: another setting reads it. `broken`: its bytes or rows are bad. `foreign`: no market data. */
    kind: t.keyof({ question: null, broken: null, foreign: null }),
    /** Its id, as docs/data.md lists it; null where nothing is asked. */
    question: orNull(t.string),
    message: t.string,
    /** Of a Parquet file that is no market data. */
    columns: orNull(t.readonlyArray(t.strict({ name: t.string, type: t.string }))),
    rows: orNull(Count),
  },
  'Refused',
);

/** What `rxtape inspect --json` prints, as `docs/inspect.md` describes it. */
export const Inspection = t.strict(
  {
    rxtape: t.string,
    files: Count,
    bytes: Count,
    rows: Count,
    /** No file is refused and no finding stops or falsifies. */
    isFine: t.boolean,
    groups: t.readonlyArray(Group),
    refused: t.readonlyArray(Refused),
  },
  'Inspection',
);

export type Inspection = t.TypeOf<typeof Inspection>;
export type InspectedGroup = t.TypeOf<typeof Group>;
export type InspectedSession = t.TypeOf<typeof Session>;
export type InspectedToken = t.TypeOf<typeof TokenRows>;
export type RefusedFile = t.TypeOf<typeof Refused>;
export type Finding = t.TypeOf<typeof Finding>;
export type Seen = t.TypeOf<typeof Seen>;

/** Our field to the name of their column, or its number from 1, as `--map last=ltp` gives it. */
export type ColumnMap = Readonly<Record<string, string>>;

/** What the user says of files; each wins over what is recognised. */
export interface ReadingFlags {
  readonly map: ColumnMap;
  /** IANA zone of times that name none, such as `Asia/Kolkata`. */
  readonly zone: string | undefined;
  /** Whose file it is, where nothing in it says so: {@link PROFILES}. */
  readonly profile: Profile | undefined;
  /** Of times without a date, `2025-12-29`. */
  readonly date: string | undefined;
  /** Which of `03-04-2025` is the day. */
  readonly dates: 'day-first' | 'month-first' | undefined;
  /** Prices are this many times what they should be: 100 for paise. */
  readonly scale: number | undefined;
  /** A column of volume counts the day so far, or what its row traded. */
  readonly volume: 'day' | 'row' | undefined;
  /** A bar's time is its start or its end. */
  readonly barStamp: 'start' | 'end' | undefined;
  /** Length of a bar, ms; undefined to take the smallest distance between the first bars of a token. */
  readonly intervalMs: number | undefined;
}

/** Files without a header, whose columns nothing but their source tells. */
export const PROFILES = ['lean', 'ltp'] as const;

export type Profile = (typeof PROFILES)[number];

export const NO_FLAGS: ReadingFlags = {
  map: {},
  zone: undefined,
  profile: undefined,
  date: undefined,
  dates: undefined,
  scale: undefined,
  volume: undefined,
  barStamp: undefined,
  intervalMs: undefined,
};

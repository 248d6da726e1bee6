import { DEPTH_FIELDS } from '../../../src/domain/depth.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../../src/domain/touchline.js';
import { generateDay } from '../../../src/adapter/generator/generate-day.js';

export const DATE = '2026-01-05';
export const FUTURE = 'NFO|53001';
export const INDEX = 'NSE|26000';
export const EQUITIES = ['NSE|2885', 'NSE|1594'];
export const TOKENS = [FUTURE, INDEX, ...EQUITIES];

/** The committed day's seed and some others. */
export const SEEDS = [20_260_105, 1, -7];

/** 2026-01-05 09:15 IST is 03:45 UTC. */
export const OPENS_AT = Date.UTC(2026, 0, 5, 3, 45);
export const CLOSES_AT = Date.UTC(2026, 0, 5, 10, 0);

const days = new Map<number, readonly TouchlineMessage[]>();

/** A seed's whole day, generated once for all tests. */
export const dayOf = (seed: number): readonly TouchlineMessage[] => {
  const day = days.get(seed) ?? [...generateDay({ seed, date: DATE })];
  days.set(seed, day);
  return day;
};

/** What a message says, by field name; levels 2 to 5 and the exchange's time are fields as any. */
export type Fields = Readonly<Record<string, number>>;

export interface Step {
  readonly message: TouchlineMessage;
  readonly said: Fields;
  /** All that was said of the token before this message; empty before the first. */
  readonly before: Fields;
  /** The same with this message laid over it, or alone for a `tk`. */
  readonly after: Fields;
}

const walks = new Map<number, readonly Step[]>();

/** A seed's day message by message, merged by the wire's rule: `tk` replaces, `tf` overlays what is present. */
export const walkOf = (seed: number): readonly Step[] => {
  const walk = walks.get(seed) ?? [...merged(dayOf(seed))];
  walks.set(seed, walk);
  return walk;
};

function* merged(day: readonly TouchlineMessage[]): Generator<Step, void, undefined> {
  const seen = new Map<string, Fields>();
  for (const message of day) {
    const said = fieldsOf(message);
    const before = seen.get(message.token) ?? {};
    const after = message.kind === 'tk' ? said : { ...before, ...said };
    seen.set(message.token, after);
    yield { message, said, before, after };
  }
}

const fieldsOf = (message: TouchlineMessage): Fields => {
  const said: Record<string, number> = {};
  const put = (field: string, value: number | undefined): void => {
    if (value !== undefined) said[field] = value;
  };
  put('exchangeAt', message.exchangeAt);
  for (const field of TOUCHLINE_FIELDS) put(field, message[field]);
  for (const field of DEPTH_FIELDS) put(field, message.depth?.[field]);
  return said;
};

/** What `field` was when each of `moments` (epoch ms, rising) came; NaN before it was said. */
export const sampled = (
  seed: number,
  token: string,
  field: string,
  moments: readonly number[],
): readonly number[] => {
  const values: number[] = [];
  let now = NaN;
  for (const { message, after } of walkOf(seed)) {
    if (message.token !== token) continue;
    while (values.length < moments.length && message.receivedAt > (moments[values.length] ?? Infinity))
      values.push(now);
    now = after[field] ?? NaN;
  }
  while (values.length < moments.length) values.push(now);
  return values;
};

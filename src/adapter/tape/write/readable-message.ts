import { QUANTITY_LIMIT, PRICE_LIMIT } from '../../../codec/tape-cell.js';
import { type Levels, NUMBER_FIELDS, type NumberField, unitOf } from '../../../codec/tape-field.js';
import { isPlausible } from '../../../codec/tape-time.js';
import type { DepthField } from '../../../domain/depth.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import { DataError } from '../../../domain/failure.js';
import { isToken } from '../../../domain/token.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../../domain/touchline.js';

/** Throws a DataError for a message that the tape at `path` could not give back: what is written can be read. */
export const requireReadable = (path: string, message: TouchlineMessage, levels: Levels): void => {
  const { token, receivedAt, exchangeAt } = message;
  if (!isMoment(receivedAt)) refuse(path, message, 'receivedAt', receivedAt);
  if (!isToken(token)) refuse(path, message, 'token', token);
  if (exchangeAt !== undefined && !isMoment(exchangeAt)) refuse(path, message, 'exchangeAt', exchangeAt);
  for (let i = 0; i < TOUCHLINE_FIELDS.length; i += 1) {
    const field = TOUCHLINE_FIELDS[i];
    if (field !== undefined && !fits(message[field], TOUCHLINE_LIMITS[i]))
      refuse(path, message, field, message[field]);
  }
  if (message.depth === undefined) return;
  if (levels === 1) refuse(path, message, 'depth', JSON.stringify(message.depth));
  for (const field of DEPTH_FIELDS) {
    const value = message.depth[field];
    if (!fits(value, LIMITS.get(field)) || (MOMENTS.has(field) && value !== undefined && !isMoment(value)))
      refuse(path, message, field, value);
  }
};

const LIMITS: ReadonlyMap<NumberField, number> = new Map(
  NUMBER_FIELDS.map((field) => [field, unitOf(field) === 'price' ? PRICE_LIMIT : QUANTITY_LIMIT]),
);
const TOUCHLINE_LIMITS = TOUCHLINE_FIELDS.map((field) => LIMITS.get(field));
const MOMENTS: ReadonlySet<DepthField> = new Set(DEPTH_FIELDS.filter((field) => unitOf(field) === 'moment'));

const isMoment = (at: number): boolean => Number.isInteger(at) && isPlausible(at);

const fits = (value: number | undefined, limit = 0): boolean =>
  value === undefined || (value >= 0 && value < limit);

const refuse = (
  path: string,
  { token, receivedAt }: TouchlineMessage,
  what: string,
  value: unknown,
): never => {
  throw new DataError(
    `${path}: ${what} ${String(value)} of ${token}, received at ${receivedAt}: this tape cannot hold it`,
  );
};

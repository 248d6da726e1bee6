import { createHash } from 'node:crypto';
import type { OrderId } from '../../../domain/order.js';

/** How the broker's books know the orders of one session. */
export interface ClientIds {
  /** What stands in the order's remarks: 20 characters of ASCII, no more are certain to come back whole. */
  of(id: OrderId): string;
  /** Whether `remarks` are those of an order of this session. */
  isOurs(remarks: string): boolean;
}

/** 32 characters that no broker's form changes, and none that reads like another. */
const DIGITS = 'abcdefghjkmnpqrstuvwxyz023456789';
const SESSION_DIGITS = 6;
const ORDER_DIGITS = 12;

/**
 * The client ids of the session of that name: `rx`, six characters of the session, twelve (60 bits) of the order.
 * They follow from their names alone, so that a session that is resumed knows its orders again, and nothing of
 * yesterday's or of another program is taken for its own.
 */
export const clientIdsOf = (session: string): ClientIds => {
  const prefix = `rx${digitsOf(session, SESSION_DIGITS)}`;
  const all = new RegExp(`^${prefix}[${DIGITS}]{${ORDER_DIGITS}}$`);
  return {
    of: (id) => prefix + digitsOf(`${session}\n${id}`, ORDER_DIGITS),
    isOurs: (remarks) => all.test(remarks),
  };
};

/** Five bits a character; 256 is a multiple of 32, so no character is more likely than another. */
const digitsOf = (text: string, count: number): string =>
  Array.from(createHash('sha256').update(text).digest().subarray(0, count), (byte) =>
    DIGITS.charAt(byte % DIGITS.length),
  ).join('');

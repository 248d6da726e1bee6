import type { NumberField } from '../../../codec/tape-field.js';
import type { Token } from '../../../domain/token.js';

/** Messages that follow each other, column by column, in memory that threads share. Nobody writes to it any more. */
export interface SharedPiece {
  readonly count: number;
  /** When each is delivered, epoch ms. */
  readonly at: Float64Array;
  /** `RowKind`; of a Refused one the text is in `malformed`. */
  readonly kind: Uint8Array;
  /** Number of the token in the tape's `tokens`. */
  readonly token: Int32Array;
  /** As a message has them, or-ed; undefined where none of these messages has any. */
  readonly flags: Uint16Array | undefined;
  /** Of the fields that any of these messages has; NaN is absent. */
  readonly numbers: Readonly<Partial<Record<NumberField, Float64Array>>>;
  /** What was wrong with those that could not be decoded, by their place. */
  readonly malformed: ReadonlyMap<number, string>;
}

/** A tape that was decoded once: plain data and shared memory, so that threads are handed it as it is. */
export interface SharedTape {
  readonly tokens: readonly Token[];
  readonly pieces: readonly SharedPiece[];
  readonly messages: number;
}

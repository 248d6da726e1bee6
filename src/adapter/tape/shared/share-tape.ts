import type { NumberField } from '../../../codec/tape-field.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import type { Token } from '../../../domain/token.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../../domain/touchline.js';
import type { FeedMessage, MessageBatch } from '../../../port/feed.js';
import { RowKind } from '../decode/columns.js';
import type { SharedPiece, SharedTape } from './shared-tape.js';

/** Messages of a piece: the most that is copied at a time. */
const PIECE = 65_536;

/** Reads `batches` to their end into memory that threads share: some 60 bytes a message with quotes and no depth. */
export const shareTape = async (
  batches: AsyncIterable<MessageBatch>,
  pieceSize = PIECE,
): Promise<SharedTape> => {
  const tokens = new Map<Token, number>();
  const pieces: SharedPiece[] = [];
  const filling = new Piece(tokens, pieceSize);
  let messages = 0;
  for await (const batch of batches) {
    for (const message of batch) {
      filling.add(message);
      messages += 1;
      if (filling.count === pieceSize) pieces.push(filling.take());
    }
  }
  if (filling.count > 0) pieces.push(filling.take());
  return { tokens: [...tokens.keys()], pieces, messages };
};

/** Columns that are filled, one piece after the other. */
class Piece {
  count = 0;
  private readonly at: Float64Array;
  private readonly kind: Uint8Array;
  private readonly token: Int32Array;
  private readonly flags: Uint16Array;
  private hasFlags = false;
  private readonly numbers = new Map<NumberField, Float64Array>();
  private malformed = new Map<number, string>();

  constructor(
    private readonly tokens: Map<Token, number>,
    private readonly size: number,
  ) {
    this.at = new Float64Array(size);
    this.kind = new Uint8Array(size);
    this.token = new Int32Array(size);
    this.flags = new Uint16Array(size);
  }

  add(message: FeedMessage): void {
    const i = this.count;
    this.count = i + 1;
    this.at[i] = message.receivedAt;
    if (message.kind === 'Malformed') {
      this.kind[i] = RowKind.Refused;
      this.malformed.set(i, message.detail);
      return;
    }
    this.kind[i] = message.kind === 'tk' ? RowKind.Snapshot : RowKind.Update;
    this.token[i] = this.numberOf(message.token);
    this.flags[i] = message.flags;
    if (message.flags !== 0) this.hasFlags = true;
    this.addNumbers(message, i);
  }

  /** What was added, in memory of its own; the next piece begins. */
  take(): SharedPiece {
    const { count, malformed } = this;
    const taken = {
      count,
      at: shared(Float64Array, this.at, count),
      kind: shared(Uint8Array, this.kind, count),
      token: shared(Int32Array, this.token, count),
      flags: this.hasFlags ? shared(Uint16Array, this.flags, count) : undefined,
      numbers: Object.fromEntries(
        [...this.numbers].map(([field, values]) => [field, shared(Float64Array, values, count)]),
      ),
      malformed,
    };
    this.count = 0;
    this.token.fill(0);
    this.flags.fill(0);
    this.hasFlags = false;
    this.numbers.clear();
    this.malformed = new Map();
    return taken;
  }

  private addNumbers(message: TouchlineMessage, i: number): void {
    this.put('exchangeAt', i, message.exchangeAt);
    for (const field of TOUCHLINE_FIELDS) this.put(field, i, message[field]);
    const { depth } = message;
    if (depth === undefined) return;
    for (const field of DEPTH_FIELDS) this.put(field, i, depth[field]);
  }

  private put(field: NumberField, i: number, value: number | undefined): void {
    if (value === undefined) return;
    let values = this.numbers.get(field);
    if (values === undefined) {
      values = new Float64Array(this.size).fill(NaN);
      this.numbers.set(field, values);
    }
    values[i] = value;
  }

  private numberOf(token: Token): number {
    const known = this.tokens.get(token);
    if (known !== undefined) return known;
    const number = this.tokens.size;
    this.tokens.set(token, number);
    return number;
  }
}

type Values = Float64Array | Int32Array | Uint16Array | Uint8Array;

/** The first `count` of `values`, copied into memory that threads share. */
const shared = <A extends Values>(
  Kind: { new (buffer: SharedArrayBuffer): A; readonly BYTES_PER_ELEMENT: number },
  values: A,
  count: number,
): A => {
  const copy = new Kind(new SharedArrayBuffer(count * Kind.BYTES_PER_ELEMENT));
  copy.set(values.subarray(0, count));
  return copy;
};

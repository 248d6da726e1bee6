import type { NumberField } from '../../../codec/tape-field.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import { epochMs } from '../../../domain/time.js';
import type { FeedMessage, Malformed, MessageBatch } from '../../../port/feed.js';
import { type Columns, nullColumns, RowKind } from '../decode/columns.js';
import { present, RowMessage } from '../play/row-message.js';
import type { SharedPiece, SharedTape } from './shared-tape.js';

/** The messages of `tape` as they were when it was shared, a batch for each piece; no object is made of one. */
export function* sharedMessages(tape: SharedTape): Iterable<MessageBatch> {
  for (const piece of tape.pieces) yield messagesOf(tape, piece);
}

function* messagesOf(tape: SharedTape, piece: SharedPiece): MessageBatch {
  const columns = columnsOf(tape, piece);
  const message = new RowMessage(columns);
  const { at, kind, flags } = piece;
  const { volume } = columns.numbers;
  for (let i = 0; i < piece.count; i += 1) {
    if (kind[i] === RowKind.Refused) {
      yield malformed(piece, i);
      continue;
    }
    message.moveTo(
      i,
      kind[i] === RowKind.Snapshot ? 'tk' : 'tf',
      at[i] ?? NaN,
      present(volume, i),
      flags?.[i] ?? 0,
    );
    yield message satisfies FeedMessage;
  }
}

const malformed = (piece: SharedPiece, i: number): Malformed => ({
  kind: 'Malformed',
  receivedAt: epochMs(piece.at[i] ?? NaN),
  detail: piece.malformed.get(i) ?? '',
});

const columnsOf = ({ tokens }: SharedTape, piece: SharedPiece): Columns => ({
  count: piece.count,
  firstRow: 1,
  at: piece.at,
  kind: piece.kind,
  token: piece.token,
  tokens,
  numbers: { ...nullColumns(piece.count), ...piece.numbers },
  flags: piece.flags,
  depth: DEPTH_FIELDS.flatMap((field) => piece.numbers[field as NumberField] ?? []),
  refused: new Map(),
  blanks: 0,
  bytesRead: 0,
});

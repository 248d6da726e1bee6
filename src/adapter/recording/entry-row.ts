import { entryText } from '../../codec/recording/entry-text.js';
import type { Entry } from '../../domain/entry.js';
import { newRow, type NewRow } from '../journal/journal-row.js';

/** An entry of the belt as a row: its own kind, what can be looked for in columns, and the whole of it as JSON. */
export const entryRow = (entry: Entry): NewRow =>
  newRow(entry.kind, entryText(entry), {
    seq: entry.seq,
    at: entry.at,
    token: 'token' in entry ? (entry.token ?? null) : null,
    strategy: 'strategy' in entry ? (entry.strategy ?? null) : null,
    orderId: orderIdOf(entry),
    cause: 'cause' in entry ? entry.cause : null,
  });

/** The order that an entry is about; null where it is about none of ours. */
const orderIdOf = (entry: Entry): string | null => {
  if ('orderId' in entry) return entry.orderId;
  return 'order' in entry && 'id' in entry.order ? entry.order.id : null;
};

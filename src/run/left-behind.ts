import { countText } from '../domain/count-text.js';
import { JournalReader } from '../adapter/journal/journal-reader.js';
import { journalPath } from '../adapter/recording/session-files.js';
import type { Entry } from '../domain/entry.js';
import { OpenWork } from './open-work.js';

/** What a session that was cut off had open by its journal, for people: `1 open order, 2 positions`. */
export const leftBehind = (folder: string): string => {
  const journal = JournalReader.open(journalPath(folder));
  try {
    const work = new OpenWork();
    for (const { body } of journal.rowsWhere(`kind in ('OrderSent', 'OrderUpdate') order by n`))
      work.take(JSON.parse(body ?? '') as Entry); // as it was written
    const { orders, positions } = work.standing;
    return `${countText(orders.length, 'open order')}, ${countText(positions.length, 'position')}`;
  } finally {
    journal.close();
  }
};

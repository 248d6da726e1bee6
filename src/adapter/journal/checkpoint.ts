import SqliteDatabase from 'better-sqlite3';

/** So often it is tried to come to the end of what a writer goes on adding to. */
const PASSES = 5;

/**
 * Brings what waits in the `-wal` file of the journal at `path` over into the journal, without holding up its
 * writer: to be called in another thread, which then waits for the disk in the writer's place. Returns whether all
 * came over; else the rest does with the next one. Throws what SQLite says.
 */
export const checkpoint = (path: string): boolean => {
  const db = new SqliteDatabase(path, { fileMustExist: true });
  try {
    for (let pass = 0; pass < PASSES; pass += 1) {
      const [said] = db.pragma('wal_checkpoint(passive)') as readonly CheckpointSaid[];
      if (said?.log === said?.checkpointed) return true;
    }
    return false;
  } finally {
    db.close();
  }
};

/** Pages in the `-wal` file, and how many of them came over. */
interface CheckpointSaid {
  readonly log: number;
  readonly checkpointed: number;
}

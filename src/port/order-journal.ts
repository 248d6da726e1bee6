import type { Sent } from './broker.js';

/** Where an order is written down before it goes out. */
export interface OrderJournal {
  /**
   * Brings `sent`, and all that came and followed before it, to the disk itself. Throws what the disk says: then
   * `sent` is not to go out.
   */
  commit(sent: Sent): void;
}

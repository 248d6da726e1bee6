import { Command } from 'commander';
import { orderStoryText } from '../adapter/console/order-story-text.js';
import { orderStory } from '../report/order-story.js';
import { audit } from '../run/audit.js';

interface Options {
  readonly journal: string;
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  rxtape audit 'momentum:NSE|22:3'
  rxtape audit 'momentum:NSE|22:3' --journal recorded/2026-01-05_091500-paper-momentum

Where the folder holds several sessions, the newest that has the order is told of, and others are named.
Exit code 0; 1: the journal cannot be read, or was changed; 2: there is no such order.`;

/** `rxtape audit ORDER`. */
export const auditCommand = (): Command =>
  new Command('audit')
    .description(
      'tell the whole chain of an order: what was seen, decided, allowed, sent, filled, and what it cost',
    )
    .argument('<order>', 'id of an order, as the signals and the report have it')
    .option('--journal <folder>', 'folder of a recorded session, or the one around it', 'recorded')
    .option('--json', 'print the rows of the chain as JSON and nothing else')
    .addHelpText('after', EXAMPLES)
    .action(async (orderId: string, { journal, json }: Options) => {
      const found = await audit(orderId, journal);
      process.stdout.write(
        `${json === true ? JSON.stringify(found, null, 2) : orderStoryText(found, orderStory(found.rows, found))}\n`,
      );
    });

import { type Command, Option } from 'commander';

/** What commander makes of the options of {@link withFeedOptions}. */
export interface FeedOptions {
  readonly feed: string;
  readonly master: readonly string[];
  readonly depth?: true;
}

/** `command` with the options that say what is connected to and what is subscribed there. */
export const withFeedOptions = (command: Command): Command =>
  command
    .option(
      '--feed <name|url>',
      'noren (the broker you logged in at), shoonya, flattrade, or ws://HOST:PORT of a simulator',
      'noren',
    )
    .addOption(
      new Option('--master <file...>', 'instrument masters').default(
        ['data/instruments.csv'],
        'data/instruments.csv',
      ),
    )
    .option('--depth', 'subscribe five levels of the book instead of the touchline');

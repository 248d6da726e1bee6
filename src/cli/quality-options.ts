import { type Command, InvalidArgumentError, Option } from 'commander';
import { durationText } from '../domain/duration-text.js';
import { DEFAULT_QUALITY, FLAG_POLICIES, type FlagPolicy, type Quality } from '../domain/quality.js';
import { FLAG_NAMES, type MessageFlagName } from '../domain/touchline.js';
import { duration } from './option.js';

/** What commander makes of the options of {@link withQualityOptions}. */
export interface QualityOptions {
  readonly on: Policies;
  readonly gap: number;
  readonly stale: number;
}

type Policies = Partial<Quality['on']>;

const defaultDrops = FLAG_NAMES.filter((name) => DEFAULT_QUALITY.on[name] === 'drop')
  .map((name) => `${name}=drop`)
  .join(',');

/** `command` with the options that say what is odd about a tick and what becomes of it. */
export const withQualityOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--on <flag=policy,...>', `what becomes of ticks with a flag: ${FLAG_POLICIES.join(', ')}`)
        .argParser(policies)
        .default({}, `${defaultDrops}, the others keep`),
    )
    .addOption(
      new Option('--gap <length>', 'a silence that is longer, and unusual, is a Gap')
        .argParser(duration)
        .default(DEFAULT_QUALITY.gapMs, durationText(DEFAULT_QUALITY.gapMs)),
    )
    .addOption(
      new Option('--stale <length>', 'an exchange time that is older is Stale')
        .argParser(duration)
        .default(DEFAULT_QUALITY.staleMs, durationText(DEFAULT_QUALITY.staleMs)),
    );

export const qualityOf = ({ on, gap, stale }: QualityOptions): Quality => ({
  gapMs: gap,
  staleMs: stale,
  on: { ...DEFAULT_QUALITY.on, ...on },
});

/** `crossed=drop,stale=stop`, over what was given before. */
const policies = (text: string, before: Policies): Policies =>
  Object.fromEntries([...Object.entries(before), ...text.split(',').map(policy)]);

const policy = (pair: string): readonly [MessageFlagName, FlagPolicy] => {
  const [flag = '', policy = ''] = pair.split('=').map(plain);
  const name = FLAG_NAMES.find((one) => plain(one) === flag);
  const known = FLAG_POLICIES.find((one) => one === policy);
  if (name === undefined || known === undefined || pair.split('=').length !== 2)
    throw new InvalidArgumentError(
      `write flag=policy, such as crossed=drop. Flags: ${FLAG_NAMES.join(', ')}. Policies: ${FLAG_POLICIES.join(', ')}`,
    );
  return [name, known];
};

/** `out-of-order` and `OutOfOrder` are one. */
const plain = (text: string): string => text.trim().toLowerCase().replaceAll(/[-_]/g, '');

import { parseFlags } from '../../../codec/flags-text.js';
import { MessageFlag } from '../../../domain/touchline.js';
import { isTrue } from './truth.js';

/** The flags that a row has by its own cells of flags and of suspicion; undefined where those are no flags. */
export const rowFlags = (flags: string, suspicious: string): number | undefined => {
  const named = flags === '' ? 0 : parseFlags(flags);
  if (named === undefined) return undefined;
  return suspicious !== '' && isTrue(suspicious) ? named | MessageFlag.Suspicious : named;
};

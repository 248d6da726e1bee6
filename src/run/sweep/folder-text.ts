import { countText, wholeText } from '../../domain/count-text.js';

/** Broken lines that are told by number. */
const TOLD = 5;

/** That `kept` rows need not run again, and `toRun` combinations are left. */
export const keptText = (kept: number, toRun: number): string =>
  `${countText(kept, 'combination is', 'combinations are')} done already, ` +
  (toRun === 0 ? 'nothing is left to run' : `${wholeText(toRun)} to run`);

/** Which lines of the file at `path` are no rows. */
export const brokenText = ({
  path,
  broken,
}: {
  readonly path: string;
  readonly broken: readonly number[];
}): string => {
  if (broken.length === 1)
    return `${path}: line ${broken.join()} is no whole row and is taken out; its combination runs again when it is asked for`;
  const more = broken.length > TOLD ? ` and ${wholeText(broken.length - TOLD)} more` : '';
  return (
    `${path}: lines ${broken.slice(0, TOLD).join(', ')}${more} are no whole rows and are taken out; ` +
    'their combinations run again when they are asked for'
  );
};

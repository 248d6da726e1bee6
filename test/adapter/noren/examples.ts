import { readFileSync } from 'node:fs';

/** A frame of the protocol. */
export type Frame = Readonly<Record<string, string>>;

interface Example {
  readonly of: 'tk' | 'tf' | 'dk' | 'df' | 'om' | 'opening';
  /** When it was received; of an opening. */
  readonly at?: string;
  readonly frame: Frame;
}

const LINES = readFileSync(new URL('examples.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Example);

const framesOf = (of: Example['of']): readonly Frame[] =>
  LINES.filter((line) => line.of === of).map(({ frame }) => frame);

/**
 * Frames as Noren servers send them, by their type: real captures, samples of the brokers' documentation, and
 * shapes that other developers' tests have. Account numbers are made up.
 */
export const EXAMPLES = {
  tk: framesOf('tk'),
  tf: framesOf('tf'),
  dk: framesOf('dk'),
  df: framesOf('df'),
  om: framesOf('om'),
};

/** The first 33 seconds of one option on 2023-09-04, as they were received. */
export const OPENING = LINES.filter(({ of }) => of === 'opening').map(({ at = '', frame }) => ({
  at: Date.parse(at),
  frame,
}));

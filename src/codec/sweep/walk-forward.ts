import * as E from 'fp-ts/lib/Either.js';

/** How long a choice is made on, and how long it is held after that, in sessions. */
export interface WalkForward {
  readonly inSample: number;
  readonly outOfSample: number;
}

/** Reads `60d/20d`: sessions to choose on, sessions to hold the choice. */
export const parseWalkForward = (text: string): E.Either<string, WalkForward> => {
  const [, inSample, outOfSample] = /^([1-9]\d*)d\/([1-9]\d*)d$/.exec(text) ?? [];
  return inSample === undefined || outOfSample === undefined
    ? E.left(`${text}: write sessions to choose on and sessions to hold the choice: 60d/20d`)
    : E.right({ inSample: Number(inSample), outOfSample: Number(outOfSample) });
};

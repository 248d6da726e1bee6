import { basename, resolve } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import type { FoundSession } from './find-sessions.js';

/**
 * The one session that is meant: `wanted` is a pipeline's name, a folder of a recording or its name, or a process;
 * undefined is the only one that runs. Else why none is, with those that run.
 */
export const chooseSession = (
  found: readonly FoundSession[],
  wanted: string | undefined,
): E.Either<string, FoundSession> => {
  const meant = wanted === undefined ? found : found.filter((session) => isMeant(session, wanted));
  const [first, ...others] = meant;
  if (first !== undefined && others.length === 0) return E.right(first);
  if (found.length === 0) return E.left('no session runs; rxtape paper and rxtape live start one');
  if (first === undefined) return E.left(`no session ${wanted ?? ''} runs; these do:${listed(found)}`);
  return E.left(
    `${meant.length} sessions ${wanted === undefined ? 'run' : `are ${wanted}`}; name one with --session:${listed(meant)}`,
  );
};

const isMeant = ({ pid, identity }: FoundSession, wanted: string): boolean => {
  if (wanted === String(pid) || wanted === identity?.pipeline) return true;
  const folder = identity?.folder;
  if (folder === undefined || folder === null) return false;
  return wanted === basename(folder) || resolve(wanted) === folder;
};

const listed = (sessions: readonly FoundSession[]): string =>
  sessions.map((session) => `\n  ${told(session)}`).join('');

const told = ({ pid, identity }: FoundSession): string => {
  if (identity === undefined) return `process ${pid}, which does not answer`;
  const { kind, pipeline, folder, feed } = identity;
  return `${pipeline}: ${kind}, process ${pid}, ${folder ?? `not recorded, on ${feed}`}`;
};

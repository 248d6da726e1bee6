import type { Command } from 'commander';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { askSession } from '../adapter/control/ask-session.js';
import { chooseSession } from '../adapter/control/choose-session.js';
import { findSessions, type FoundSession } from '../adapter/control/find-sessions.js';
import { runtimeFolder } from '../adapter/control/runtime-folder.js';
import type { ControlRequest } from '../codec/control/request.js';
import { UsageError } from '../domain/failure.js';

/** What commander makes of the options of {@link withSession}. */
export interface SessionChoice {
  readonly session?: string;
  readonly json?: true;
}

/** `command` with the options that say which running session is meant. */
export const withSession = (command: Command): Command =>
  command
    .option(
      '--session <name|folder>',
      "the session that is meant, where several run: its pipeline's name, its recording's folder or its process",
    )
    .option('--json', 'print the answer as JSON and nothing else');

/** The running session that is meant. Rejects with a UsageError where none or several are. */
export const sessionMeant = async ({ session }: SessionChoice): Promise<FoundSession> => {
  const chosen = chooseSession(await findSessions(runtimeFolder(process.env)), session);
  if (E.isLeft(chosen)) throw new UsageError(chosen.left);
  return chosen.right;
};

/** Asks the session that is meant, and prints its answer: as JSON, or as `text` has it. */
export const tellAnswer = async <A>(
  choice: SessionChoice,
  request: ControlRequest,
  codec: t.Type<A, unknown>,
  text: (answer: A, session: FoundSession) => string,
): Promise<FoundSession> => {
  const session = await sessionMeant(choice);
  const answer = await askSession(session.path, request, codec);
  process.stdout.write(`${choice.json === true ? JSON.stringify(answer, null, 2) : text(answer, session)}\n`);
  return session;
};

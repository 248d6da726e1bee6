import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealHere, type Sealer } from '../../../src/adapter/recording/seal-thread.js';
import type { RecorderLimits } from '../../../src/adapter/recording/recorder-state.js';
import { sessionRecorder, type SessionRecorder } from '../../../src/adapter/recording/session-recorder.js';
import { readSession } from '../../../src/adapter/recording/read-session.js';
import type { SessionHeader } from '../../../src/codec/recording/session-header.js';
import { openTape } from '../../../src/adapter/tape/open-tape.js';
import { UsageError } from '../../../src/domain/failure.js';
import { copyMessage } from '../../../src/domain/touchline.js';
import { type Log, NO_LOG } from '../../../src/port/log.js';
import { ALL_TOKENS } from '../../../src/port/tape.js';
import type { Input } from '../../../src/port/input.js';

import { HEADER } from './session-header.js';

/** A folder of its own for the tests of one `describe`, gone afterwards. */
export const recordings = (): { readonly dir: (name: string) => string } => {
  let root = '';
  before(() => {
    root = mkdtempSync(join(tmpdir(), 'recording-'));
  });
  after(() => {
    rmSync(root, { recursive: true, force: true });
  });
  return { dir: (name) => join(root, name) };
};

/** A recorder that seals in its own thread and writes when it is told. */
export const recorderInto = (
  dir: string,
  limits: Partial<RecorderLimits> = {},
  {
    header = HEADER,
    log = NO_LOG,
    sealer = sealHere,
  }: { header?: SessionHeader; log?: Log; sealer?: Sealer } = {},
): Promise<SessionRecorder> =>
  sessionRecorder({ dir, header, log, sealer, limits: { flushMs: 3_600_000, ...limits } });

/** All inputs of a recorded session, in their order. */
export const inputsOf = async (folder: string): Promise<readonly Input[]> => {
  const session = await readSession(folder);
  const inputs: Input[] = [];
  for await (const batch of session.inputs())
    for (const input of batch)
      inputs.push(input.kind === 'tk' || input.kind === 'tf' ? copyMessage(input) : input);
  session.close();
  return inputs;
};

/** The volumes on the tape that `paths` are, in its order; none where there is no tick. */
export const volumesOf = async (paths: readonly string[]): Promise<readonly (number | undefined)[]> => {
  const volumes: (number | undefined)[] = [];
  const tape = await openTape({ paths }).catch(noTape);
  if (tape === undefined) return volumes;
  for await (const batch of tape.batches(ALL_TOKENS))
    for (const message of batch) if (message.kind !== 'Malformed') volumes.push(message.volume);
  return volumes;
};

/** A session that was killed at once has no tick. */
const noTape = (error: unknown): undefined => {
  if (error instanceof UsageError && error.message.includes('no tape in this folder')) return undefined;
  throw error;
};

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealHere } from '../../../src/adapter/recording/seal-thread.js';
import {
  type RecorderLimits,
  sessionRecorder,
  type SessionRecorder,
} from '../../../src/adapter/recording/session-recorder.js';
import { readSession } from '../../../src/adapter/recording/read-session.js';
import type { SessionHeader } from '../../../src/codec/recording/session-header.js';
import { DEFAULT_QUALITY } from '../../../src/domain/quality.js';
import { copyMessage } from '../../../src/domain/touchline.js';
import { type Log, NO_LOG } from '../../../src/port/log.js';
import type { Input } from '../../../src/port/input.js';
import { instrument } from '../../support/instrument.js';
import { at } from '../../operator/messages.js';

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

export const HEADER: SessionHeader = {
  rxtape: '0.0.0',
  name: 'momentum',
  kind: 'paper',
  pipeline: undefined,
  settings: [],
  instruments: [instrument()],
  quality: DEFAULT_QUALITY,
  broker: { kind: 'simulated', charges: 'none', latencyMs: 0 },
  startAt: at(0),
  feed: 'ws://127.0.0.1/',
};

/** A recorder that seals in its own thread and writes when it is told. */
export const recorderInto = (
  dir: string,
  limits: Partial<RecorderLimits> = {},
  { header = HEADER, log = NO_LOG }: { header?: SessionHeader; log?: Log } = {},
): Promise<SessionRecorder> =>
  sessionRecorder({ dir, header, log, sealer: sealHere, limits: { flushMs: 3_600_000, ...limits } });

/** All inputs of a recorded session, in their order. */
export const inputsOf = async (folder: string): Promise<readonly Input[]> => {
  const session = await readSession(folder);
  const inputs: Input[] = [];
  for await (const batch of session.inputs())
    for (const input of batch)
      inputs.push(input.kind === 'tk' || input.kind === 'tf' ? copyMessage(input) : input);
  return inputs;
};

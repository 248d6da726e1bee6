import { sessionRecorder, type SessionRecorder } from '../../src/adapter/recording/session-recorder.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import type { EpochMs } from '../../src/domain/time.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { NO_LOG } from '../../src/port/log.js';
import { idealFills } from './ideal-exchange.js';

/** Records a paper session of `pipeline`, which is in no file, into a folder of its own in `dir`. */
export const recorderOf = (
  dir: string,
  { name, instruments }: Pipeline,
  startAt: EpochMs,
): Promise<SessionRecorder> =>
  sessionRecorder({
    dir,
    header: {
      rxtape: '0',
      name,
      kind: 'paper',
      pipeline: undefined,
      settings: [],
      instruments: [...instruments.values()],
      quality: DEFAULT_QUALITY,
      broker: { kind: 'simulated', charges: 'none', fills: idealFills() },
      tables: [],
      startAt,
      feed: 'a test',
    },
    log: NO_LOG,
  });

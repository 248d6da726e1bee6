import { recoverSessions } from '../adapter/recording/recover-sessions.js';
import { toldLog } from './told-log.js';

/** What killed recordings in `paths` left behind is a part of the tape: it is finished first, and told. */
export const finishRecordings = async (paths: readonly string[]): Promise<void> => {
  for (const path of paths) await recoverSessions(path, toldLog);
};

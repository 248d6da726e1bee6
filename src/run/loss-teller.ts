import type { SessionRecorder } from '../adapter/recording/session-recorder.js';
import type { NoticeTold } from './live-session.js';
import type { Reader } from './read-entries.js';

/** Looks at the recording once a second of the session, and tells when it begins to lose what comes, or stops. */
export const lossTeller = (
  recorder: Pick<SessionRecorder, 'stats' | 'folder'>,
  tell: (notice: NoticeTold) => void,
): Reader => {
  let before = recorder.stats().state;
  return ({ kind }) => {
    if (kind !== 'ClockTicked') return;
    const { state } = recorder.stats();
    if (state === before) return;
    before = state;
    if (state === 'losing' || state === 'off')
      tell({ event: 'RecordingLost', token: undefined, detail: `${recorder.folder}: ${state}` });
  };
};

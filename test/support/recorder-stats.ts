import type { RecorderStats, RecordingState } from '../../src/adapter/recording/recorder-state.js';

/** Of a recorder that has written nothing yet and has lost so many `others`. */
export const recorderStats = (state: RecordingState, others = 0): RecorderStats => ({
  state,
  touchlines: 0,
  others: 0,
  entries: 0,
  bytes: 0,
  segments: 0,
  waitingBytes: 0,
  lost: { touchlines: 0, others, entries: 0 },
});

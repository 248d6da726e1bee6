export interface RecorderLimits {
  /** What came is written out so often, real ms; with the disk's own time it is all that a kill can lose. */
  readonly flushMs: number;
  /** A refusing disk is tried again so often, real ms. */
  readonly retryMs: number;
  /** A segment of ticks ends behind so many bytes of text. */
  readonly segmentBytes: number;
  /** At the end so long is waited for the last segments to become Parquet, real ms; the next start does the rest. */
  readonly sealMs: number;
  /** So much may wait for the disk in memory; what comes behind that is lost. */
  readonly waitingBytes: number;
}

export const RECORDER_LIMITS: RecorderLimits = {
  flushMs: 250,
  retryMs: 1_000,
  segmentBytes: 8 << 20,
  sealMs: 1_500,
  waitingBytes: 64 << 20,
};

/**
 * `recording`; `failing`: the disk refuses, what comes waits in memory; `losing`: no more can wait; `off`: the
 * session's folder was removed, and nothing is recorded any more.
 */
export type RecordingState = 'recording' | 'failing' | 'losing' | 'off';

export interface RecorderStats {
  readonly state: RecordingState;
  /** Messages on the tape, other inputs, and the number of the last entry. */
  readonly touchlines: number;
  readonly others: number;
  readonly entries: number;
  /** Written of ticks, inputs and entries as they came. */
  readonly bytes: number;
  /** Parquet files that are whole. */
  readonly segments: number;
  readonly waitingBytes: number;
  readonly lost: { readonly touchlines: number; readonly others: number; readonly entries: number };
}

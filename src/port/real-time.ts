/** The machine's time and its event loop, by which a live session is paced; a test plays it by hand. */
export interface RealTime {
  /** Milliseconds since some moment, with their fraction; never goes back and never jumps. */
  now(): number;
  /** Calls `work` once what waits on sockets has been read. The returned function takes it back. */
  soon(work: () => void): () => void;
  /** Calls `work` after `ms`, a millisecond early at most. The returned function takes it back. */
  later(work: () => void, ms: number): () => void;
}

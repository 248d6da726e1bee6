import type { Log } from '../../port/log.js';
import { type Counts, countsText } from './counts.js';

/** Tells people how the recording into `folder` goes. */
export class RecorderTale {
  constructor(
    private readonly folder: string,
    private readonly log: Log,
    /** So much may wait, bytes. */
    private readonly bound: number,
  ) {}

  refused(problem: string, waitingBytes: number): void {
    this.log.error(
      { folder: this.folder, problem, waitingBytes },
      `recording: the disk refuses (${problem}); the session goes on, what comes waits in memory up to ` +
        `${this.bound} bytes, and the disk is tried again`,
    );
  }

  wentOn(): void {
    this.log.warn({ folder: this.folder }, 'recording: goes on; nothing is lost');
  }

  loses(waitingBytes: number): void {
    this.log.error(
      { folder: this.folder, waitingBytes },
      'recording: the disk does not follow, and no more can wait in memory: what comes now is lost; the session goes on',
    );
  }

  lost(counts: Counts): void {
    this.log.warn(
      { folder: this.folder, ...counts },
      `recording: goes on; lost are ${countsText(counts)}; the last state of each token is kept`,
    );
  }

  isOff(problem: string): void {
    this.log.error(
      { folder: this.folder, problem },
      `recording: ${problem}; the session goes on, and nothing of it is recorded any more`,
    );
  }

  endedWithout(lost: Counts): void {
    this.log.error(
      { folder: this.folder, ...lost },
      `recording: ended without its end on the disk; lost are ${countsText(lost)}`,
    );
  }
}

import { Duplex } from 'node:stream';
import type { Random } from '../../generator/random.js';

const LONGEST_CHUNK = 3_000;

/** `inner` as a stream whose bytes go out in other chunks than they were written: cut and joined as chance has it. */
export class ChoppedStream extends Duplex {
  private waiting = Buffer.alloc(0);
  private isTurning = false;

  constructor(
    private readonly inner: Duplex,
    private readonly random: Random,
  ) {
    super();
    inner.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) inner.pause();
    });
    inner.on('end', () => this.push(null));
    inner.on('close', () => this.destroy());
    inner.on('error', (error) => this.destroy(error));
  }

  override _read(): void {
    this.inner.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.waiting = Buffer.concat([this.waiting, chunk]);
    this.turn();
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.inner.end(this.waiting, () => done());
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.inner.destroy();
    done(error);
  }

  /** Sends one chunk in each turn of the event loop. */
  private turn(): void {
    if (this.isTurning || this.waiting.length === 0 || this.inner.destroyed) return;
    this.isTurning = true;
    setImmediate(() => {
      this.isTurning = false;
      const length = this.random.integer(1, this.random.chance(0.3) ? 8 : LONGEST_CHUNK);
      if (!this.writableEnded) this.inner.write(this.waiting.subarray(0, length));
      if (!this.writableEnded) this.waiting = this.waiting.subarray(length);
      this.turn();
    });
  }
}

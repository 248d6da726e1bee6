import { closeSync, openSync, writeFileSync } from 'node:fs';

/** Text is kept back until this many characters wait, so that a row costs no system call. */
const BUFFER_CHARS = 65_536;

/** A text file written from its beginning, in pieces; what was there before is gone. Flat memory. */
export class LineFile {
  private readonly fd: number;
  private waiting = '';
  private closed = false;

  constructor(path: string) {
    this.fd = openSync(path, 'w');
  }

  append(text: string): void {
    this.waiting += text;
    if (this.waiting.length >= BUFFER_CHARS) this.flush();
  }

  /** Writes what waits and closes the file; a second call does nothing. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    this.flush();
    closeSync(this.fd);
  }

  private flush(): void {
    // Unlike `writeSync`, this one goes on until all is written.
    writeFileSync(this.fd, this.waiting);
    this.waiting = '';
  }
}

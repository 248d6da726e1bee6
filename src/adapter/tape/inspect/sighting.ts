/** Where something was seen: the file's number, the row from 1 and its time, epoch ms. */
export interface Place {
  readonly file: number;
  readonly row: number;
  readonly at: number;
}

/** How often something was seen, where first, and where it was worst. */
export class Sighting {
  count = 0;
  first: Place | undefined;
  worst: Place | undefined;
  /** What it was where it was worst; 0 when it was never seen. */
  extent = 0;

  see(file: number, row: number, at: number, extent: number): void {
    this.count += 1;
    if (this.first === undefined) this.first = { file, row, at };
    if (extent <= this.extent && this.worst !== undefined) return;
    this.extent = extent;
    this.worst = { file, row, at };
  }
}

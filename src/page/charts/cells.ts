const CELL_PX = 4;
const KINDS = 16;

/** Remembers which cells of a pane hold a mark of a kind (0 to 15) already, so that what would cover it is not drawn. */
export class Cells {
  private taken = new Uint8Array(0);
  private across = 0;
  private down = 0;

  /** Forgets all. */
  begin(widthPx: number, heightPx: number): void {
    this.across = Math.ceil(widthPx / CELL_PX) + 1;
    this.down = Math.ceil(heightPx / CELL_PX) + 1;
    const size = this.across * this.down * KINDS;
    if (this.taken.length === size) this.taken.fill(0);
    else this.taken = new Uint8Array(size);
  }

  /** Takes the cell; false where it was taken. What lies outside is kept apart by its nearest cell within. */
  isNew(kind: number, x: number, y: number): boolean {
    const column = Math.min(this.across - 1, Math.max(0, Math.floor(x / CELL_PX)));
    const row = Math.min(this.down - 1, Math.max(0, Math.floor(y / CELL_PX)));
    const cell = (row * this.across + column) * KINDS + kind;
    if (this.taken[cell] === 1) return false;
    this.taken[cell] = 1;
    return true;
  }
}

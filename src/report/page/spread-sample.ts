/** What may be kept: so many pieces, and so much of them in the unit of their sizes. */
export interface Room {
  readonly pieces: number;
  readonly size: number;
}

/**
 * Keeps all that come as long as there is room; then every second, every fourth and so on, from the first on: so what is
 * kept is spread evenly over what there was. Amortised O(1) a piece.
 */
export class SpreadSample<Piece extends { readonly size: number }> {
  /** By when it came: 0, 1, 2 … */
  private pieces = new Map<number, Piece>();
  private every = 1;
  private size = 0;
  /** How many came. */
  count = 0;

  constructor(private readonly room: Room) {}

  get kept(): readonly Piece[] {
    return [...this.pieces.values()];
  }

  /** Another one came, which is made if it is kept. */
  take(make: () => Piece): void {
    const place = this.count;
    this.count += 1;
    if (place % this.every !== 0) return;
    const piece = make();
    this.pieces.set(place, piece);
    this.size += piece.size;
    this.thinTo(this.room);
  }

  /** Thins out until there is no more than `room`. */
  thinTo(room: Room): void {
    while (this.pieces.size > room.pieces || this.size > room.size) {
      this.every *= 2;
      const isLast = this.pieces.size === 1;
      for (const [place, piece] of this.pieces)
        if (isLast || place % this.every !== 0) this.drop(place, piece);
    }
  }

  private drop(place: number, piece: Piece): void {
    this.pieces.delete(place);
    this.size -= piece.size;
  }
}

/** Passes reasons on as long as there is room for their texts; one that was passed on needs no more of it. */
export class Reasons {
  private readonly known = new Set<string>();
  /** How many were not passed on. */
  leftOut = 0;

  constructor(private room: number) {}

  of(reason: string | null): string | null {
    if (reason === null || this.known.has(reason)) return reason;
    if (reason.length > this.room) {
      this.leftOut += 1;
      return null;
    }
    this.room -= reason.length;
    this.known.add(reason);
    return reason;
  }
}

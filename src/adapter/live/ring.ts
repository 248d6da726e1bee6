const FIRST_SIZE = 1_024;

/** First in, first out. Grows by doubling and keeps its size; O(1) at both ends. */
export class Ring<A> implements Iterable<A> {
  private slots: (A | undefined)[] = new Array<A | undefined>(FIRST_SIZE);
  private head = 0;
  length = 0;

  get first(): A | undefined {
    return this.slots[this.head];
  }

  push(value: A): void {
    if (this.length === this.slots.length) this.grow();
    this.slots[(this.head + this.length) & (this.slots.length - 1)] = value;
    this.length += 1;
  }

  shift(): A | undefined {
    if (this.length === 0) return undefined;
    const value = this.slots[this.head];
    this.slots[this.head] = undefined;
    this.head = (this.head + 1) & (this.slots.length - 1);
    this.length -= 1;
    return value;
  }

  *[Symbol.iterator](): Iterator<A> {
    for (let i = 0; i < this.length; i += 1) {
      const value = this.slots[(this.head + i) & (this.slots.length - 1)];
      if (value !== undefined) yield value;
    }
  }

  private grow(): void {
    const slots = new Array<A | undefined>(this.slots.length * 2);
    for (let i = 0; i < this.length; i += 1) slots[i] = this.slots[(this.head + i) & (this.slots.length - 1)];
    this.slots = slots;
    this.head = 0;
  }
}

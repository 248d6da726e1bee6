/** Numbers that grow, kept as runs: 101, 102, 103, 155 are `101-103,155-155`. */
export class SeqRuns {
  private text = '';
  private from = 0;
  private to = 0;

  /** Adds a number that is greater than all before it. */
  add(seq: number): void {
    if (seq !== this.to + 1 || this.from === 0) {
      this.text = this.closed();
      this.from = seq;
    }
    this.to = seq;
  }

  /** The first number; 0 where there is none yet. */
  get first(): number {
    return this.text === '' ? this.from : Number.parseInt(this.text, 10);
  }

  get last(): number {
    return this.to;
  }

  toString(): string {
    return this.closed();
  }

  private closed(): string {
    if (this.from === 0) return '';
    return `${this.text === '' ? '' : `${this.text},`}${this.from}-${this.to}`;
  }
}

/** Which of the numbers in `runs` is `seq`, from 0; undefined when none is. */
export const indexInRuns = (runs: string, seq: number): number | undefined => {
  let before = 0;
  for (const run of runs.split(',')) {
    const [from = 0, to = 0] = run.split('-').map(Number);
    if (seq >= from && seq <= to) return before + seq - from;
    before += to - from + 1;
  }
  return undefined;
};

/** The last of the numbers in `runs`. */
export const lastOfRuns = (runs: string): number => Number(runs.slice(runs.lastIndexOf('-') + 1));

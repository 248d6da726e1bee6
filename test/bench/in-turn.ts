import { Bench } from 'tinybench';

/** How long a task took, over all rounds. */
export interface Timing<Name extends string> {
  /** Seconds. */
  readonly median: number;
  /** Median over the rounds of this task's time to the other's in the same round. */
  readonly ratioTo: (other: Name) => number;
}

/**
 * Times every task once in each of `rounds` rounds, one after the other, after a warm-up round: a machine that
 * slows down slows all tasks of a round, so ratios hold where single times do not.
 */
export const inTurn = async <Name extends string>(
  rounds: number,
  tasks: Readonly<Record<Name, () => unknown>>,
): Promise<Readonly<Record<Name, Timing<Name>>>> => {
  const names = Object.keys(tasks) as Name[];
  const seconds = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round += 1) {
    const bench = new Bench({ iterations: 1, time: 0, warmup: false });
    for (const name of names) {
      bench.add(name, async () => {
        await tasks[name]();
      });
    }
    await bench.run();
    if (round === 0) continue;
    for (const { name, result } of bench.tasks) {
      if (result.state !== 'completed') throw new Error(`${name} did not complete`);
      seconds[name as Name].push(result.latency.p50 / 1_000);
    }
  }
  const timing = (name: Name): Timing<Name> => ({
    median: medianOf(seconds[name]),
    ratioTo: (other) => round2(medianOf(seconds[name].map((own, i) => own / (seconds[other][i] ?? NaN)))),
  });
  return Object.fromEntries(names.map((name) => [name, timing(name)])) as Record<Name, Timing<Name>>;
};

export const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >>> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
};

const round2 = (value: number): number => Math.round(value * 100) / 100;

import { type Random, randomsOf } from '../../generator/random.js';
import type { FaultName } from './fault-list.js';
import type { FaultPlan } from './fault-plan.js';

/** What goes wrong, by chance of one seed: each connection, and the calls, have a sequence of their own. */
export class Chances {
  private readonly nextRandom: () => Random;
  private readonly forCalls: Random;

  /** To strike at the next occasion, whatever chance says. */
  private readonly due = new Set<FaultName>();

  constructor(
    seed: number,
    private current: FaultPlan,
  ) {
    this.nextRandom = randomsOf(seed);
    this.forCalls = this.nextRandom();
  }

  get plan(): FaultPlan {
    return this.current;
  }

  /** Goes by `plan` from now on. */
  follow(plan: FaultPlan): void {
    this.current = plan;
  }

  /** The chance of the next connection. */
  forConnection(): Random {
    return this.nextRandom();
  }

  /** Has `fault` happen at its next occasion. */
  force(fault: FaultName): void {
    this.due.add(fault);
  }

  /** Whether `fault` happens now, by the chance of a connection, or by that of all calls. */
  strikes(fault: FaultName, random: Random = this.forCalls): boolean {
    const isByChance = strikes(this.current, fault, random);
    return this.due.delete(fault) || isByChance;
  }
}

/** Whether `fault` happens now; asks chance only where its rate leaves it open. */
export const strikes = ({ rates }: FaultPlan, fault: FaultName, random: Random): boolean => {
  const rate = rates.get(fault) ?? 0;
  return rate > 0 && (rate >= 1 || random.chance(rate));
};

import * as E from 'fp-ts/lib/Either.js';
import { parseTimeOfDay } from '../../../domain/session.js';
import { FAULT_NAMES, type FaultName, isFaultName } from './fault-list.js';

/** How often and when things go wrong. */
export interface FaultPlan {
  /** Of all of its scope, a ratio. */
  readonly rates: ReadonlyMap<FaultName, number>;
  /** Once, at this time of the simulated day (ms since midnight IST). */
  readonly times: readonly { readonly fault: FaultName; readonly timeOfDayMs: number }[];
  /** So many scrips of a connection are served; those beyond are silent. Undefined for no limit. */
  readonly mostScrips: number | undefined;
}

export const NO_FAULTS: FaultPlan = { rates: new Map(), times: [], mostScrips: undefined };

/**
 * Adds what `text` says to `plan`: `drop:0.001` a rate, `drop` always, `drop@10:30:00` once at that time IST,
 * `sub-limit:100` the scrips of a connection, several with commas between. Left is what is wrong.
 */
export const parseFaults = (text: string, plan: FaultPlan = NO_FAULTS): E.Either<string, FaultPlan> => {
  let all = plan;
  for (const item of text.split(',')) {
    const next = withFault(all, item.trim());
    if (E.isLeft(next)) return next;
    all = next.right;
  }
  return E.right(all);
};

const LIMIT = 'sub-limit';

const withFault = (plan: FaultPlan, item: string): E.Either<string, FaultPlan> => {
  const [, name = '', sign = '', value = ''] = /^([a-z0-9-]+)(?:([:@])(.*))?$/.exec(item) ?? [];
  if (name === LIMIT) return limited(plan, value);
  if (!isFaultName(name))
    return E.left(`no fault is named '${item}'; there are ${FAULT_NAMES.join(', ')} and ${LIMIT}:100`);
  if (sign === '@') return timed(plan, name, value);
  const rate = sign === '' ? 1 : Number(value);
  if (value === '' ? sign !== '' : !(rate >= 0 && rate <= 1))
    return E.left(`${item}: write a rate from 0 to 1, such as ${name}:0.001`);
  return E.right({ ...plan, rates: new Map([...plan.rates, [name, rate]]) });
};

const limited = (plan: FaultPlan, value: string): E.Either<string, FaultPlan> =>
  /^\d+$/.test(value)
    ? E.right({ ...plan, mostScrips: Number(value) })
    : E.left(`write how many scrips a connection may have: ${LIMIT}:100`);

const timed = (plan: FaultPlan, fault: FaultName, value: string): E.Either<string, FaultPlan> => {
  const timeOfDayMs = parseTimeOfDay(value);
  return timeOfDayMs === undefined
    ? E.left(`${fault}@${value}: write a time of day, such as ${fault}@10:30:00`)
    : E.right({ ...plan, times: [...plan.times, { fault, timeOfDayMs }] });
};

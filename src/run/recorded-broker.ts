import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import { chargePlanNamed } from '../adapter/charges/charge-plan.js';
import { loadFreezeQuantities } from '../adapter/exchange/load-freeze-quantities.js';
import { heardBroker } from '../adapter/live/heard-broker.js';
import { noBroker } from '../adapter/live/no-broker.js';
import { simulatedBroker } from '../adapter/simulated/simulated-broker.js';
import type { SessionHeader } from '../codec/recording/session-header.js';
import { DataError } from '../domain/failure.js';
import { sessionDayOf } from '../domain/session.js';
import { type ChargePlan } from '../exchange/charges.js';
import { rulesFor } from '../exchange/exchange-plan.js';
import type { BrokerOf } from '../port/broker.js';
import type { BrokerPlan } from './session-plan.js';

/** Where the orders of a recorded session went. Rejects with a DataError for charges that nobody knows. */
export const recordedPlan = async ({ broker }: Pick<SessionHeader, 'broker'>): Promise<BrokerPlan> => {
  switch (broker.kind) {
    case 'none':
      return broker;
    case 'routed':
      return { kind: 'routed', charges: chargesNamed(broker.charges) };
    case 'simulated': {
      const { fills } = broker;
      const charges = chargesNamed(broker.charges);
      return {
        kind: 'simulated',
        exchange: {
          modelFor: () => fills,
          charges,
          calendar: await loadCalendar([]),
          freezes: loadFreezeQuantities(),
        },
      };
    }
  }
};

/** Who answers the orders of that session when it is repeated: a broker out there has its answers among the inputs. */
export const recordedBroker = (
  plan: BrokerPlan,
  { instruments, startAt }: Pick<SessionHeader, 'instruments' | 'startAt'>,
): BrokerOf => {
  if (plan.kind === 'none') return noBroker;
  if (plan.kind === 'routed') return (_, heard$) => heardBroker(heard$);
  const known = new Map(instruments.map((instrument) => [instrument.token, instrument]));
  const rules = rulesFor(plan.exchange, { instruments: known }, sessionDayOf(startAt));
  return (clock) => simulatedBroker(clock, rules, known);
};

const chargesNamed = (name: string): ChargePlan => {
  const charges = chargePlanNamed(name);
  if (charges === undefined) throw new DataError(`the session's header names charges ${name}`);
  return charges;
};

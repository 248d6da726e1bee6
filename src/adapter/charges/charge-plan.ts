import { type ChargePlan, chargesNamed } from '../../exchange/charges.js';
import { tableCharges } from '../../exchange/charges/table-charges.js';
import { loadChargeTable } from './load-charge-table.js';

/**
 * The charges of a name: `none`, `flat:20`, or a brokerage plan of the tables (`zero`, `flat20`), which are read
 * for it; undefined for any other. Throws as {@link loadChargeTable}.
 */
export const chargePlanNamed = (name: string): ChargePlan | undefined => {
  const plain = chargesNamed(name);
  if (plain !== undefined) return plain;
  const table = loadChargeTable();
  return table.brokerage.some(({ plan }) => plan === name) ? tableCharges(table, name) : undefined;
};

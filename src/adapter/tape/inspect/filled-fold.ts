import { NUMBER_FIELDS, type NumberField } from '../../../codec/tape-field.js';
import { presentColumns } from './row-hash.js';
import type { Rows } from './rows.js';

/** Folds which columns have any value at all. */
export class FilledFold {
  readonly fields = new Set<NumberField>();

  take({ columns: { numbers, count }, isGood }: Rows): void {
    const present = presentColumns(numbers);
    for (const field of NUMBER_FIELDS) {
      if (!this.fields.has(field) && present.has(numbers[field]) && hasValue(numbers[field], isGood, count))
        this.fields.add(field);
    }
  }
}

const hasValue = (column: Float64Array, isGood: Uint8Array, count: number): boolean => {
  for (let i = 0; i < count; i += 1) if (isGood[i] === 1 && !Number.isNaN(column[i] ?? NaN)) return true;
  return false;
};

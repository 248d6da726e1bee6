import type { Input } from '../port/input.js';
import type { EntryComparison } from './entry-comparison.js';

/** The inputs, each shown to `comparison`, which compares between two batches; none behind a difference. */
export async function* comparedInputs(
  inputs: AsyncIterable<Iterable<Input>>,
  comparison: EntryComparison,
): AsyncGenerator<Iterable<Input>> {
  for await (const batch of inputs) {
    yield shown(batch, comparison);
    comparison.catchUp();
    if (comparison.difference !== undefined) return;
  }
}

function* shown(batch: Iterable<Input>, comparison: EntryComparison): Iterable<Input> {
  for (const input of batch) {
    comparison.given(input);
    yield input;
  }
}

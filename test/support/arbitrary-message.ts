import fc from 'fast-check';
import { DEPTH_FIELDS, type Depth } from '../../src/domain/depth.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../src/domain/touchline.js';
import { message } from './message.js';

/** Few values, so that repeats, falls and zeros are common. */
const value = fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined, freq: 2 });

const fields = (names: readonly string[]): fc.Arbitrary<Readonly<Record<string, number | undefined>>> =>
  fc.record(Object.fromEntries(names.map((name) => [name, value])));

const depthSaid = fc.option(
  fields(DEPTH_FIELDS).map((said) => said as Depth),
  { nil: undefined },
);

/** A message of ACC with any of its fields absent. */
export const arbitraryMessage = (kind: 'tk' | 'tf'): fc.Arbitrary<TouchlineMessage> =>
  fc
    .tuple(
      fields([...TOUCHLINE_FIELDS, 'exchangeAt']),
      depthSaid,
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 0, max: 15 }),
    )
    .map(([said, depth, receivedAt, flags]) => message(kind, { ...said, depth, receivedAt, flags }));

import * as E from 'fp-ts/lib/Either.js';
import { UsageError } from '../domain/failure.js';
import type { NamingRule } from '../domain/risk-rule.js';
import { refuse } from './refuse.js';
import { EVERY_SCOPE, type RuleFacts } from './rule-facts.js';

/** Refuses an order on an instrument that is not among `names`. Throws a UsageError for no names. */
export const allowedInstruments = (names: readonly string[]): NamingRule => {
  if (names.length === 0) throw new UsageError('allowedInstruments([]): it needs a name');
  const name = `allowedInstruments([${names.map((one) => `'${one}'`).join(', ')}])`;
  return {
    name,
    resolve: ({ tokenOf }) => {
      const tokens = new Set(names.map(tokenOf));
      return {
        name,
        review: (account, order) => {
          const called = account.instrumentOf(order.token)?.name ?? order.token;
          return tokens.has(order.token)
            ? E.right(order)
            : refuse(
                'allowedInstruments',
                tokens.size,
                null,
                'none',
                `${called} is not among ${names.join(', ')}`,
              );
        },
      };
    },
  };
};

export const allowedInstrumentsFacts: RuleFacts = {
  name: 'allowedInstruments',
  parameters: [{ name: 'names', meaning: 'instruments of the pipeline, by name' }],
  scopes: EVERY_SCOPE,
  unit: 'none',
  refuses: 'an order on any other instrument',
  example: "allowedInstruments(['NSE:ACC-EQ', 'NSE:INFY-EQ'])",
};

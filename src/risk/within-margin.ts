import * as E from 'fp-ts/lib/Either.js';
import { inRupees, type Money, NO_MONEY } from '../domain/money.js';
import type { OrderRule } from '../domain/risk-rule.js';
import { refuse } from './refuse.js';
import type { RuleFacts } from './rule-facts.js';

/** Refuses an order that would bind more margin than is available. One that binds none passes. */
export const withinMargin = (): OrderRule => ({
  name: 'withinMargin()',
  review: (account, order) => {
    const margin: Money = account.marginOf(order);
    if (margin <= NO_MONEY) return E.right(order);
    const { available } = account;
    return margin <= available
      ? E.right(order)
      : refuse(
          'withinMargin',
          inRupees(available),
          inRupees(margin),
          'rupees',
          `margin of ${inRupees(margin)}, available ${inRupees(available)}`,
        );
  },
});

export const withinMarginFacts: RuleFacts = {
  name: 'withinMargin',
  parameters: [],
  scopes: ['account'],
  unit: 'rupees',
  refuses: 'an order that would bind more margin than is available',
  example: 'withinMargin()',
};

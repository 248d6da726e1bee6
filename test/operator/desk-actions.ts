import fc from 'fast-check';
import { limit, market, stop, stopLimit, type SubmitIntent } from '../../src/domain/intent.js';
import type { OrderId } from '../../src/domain/order.js';
import { ACC, INFY } from '../support/instrument.js';
import type { Desk } from './desk.js';

/** Something that a strategy, the exchange or the time does at a desk. */
export type Action =
  | {
      readonly kind: 'submit';
      readonly strategy: string;
      readonly token: typeof ACC;
      readonly side: 'BUY' | 'SELL';
      readonly quantity: number;
      readonly price: number | undefined;
      /** It sleeps until then, if not undefined, at market or with `price` as its limit. */
      readonly trigger: number | undefined;
    }
  | { readonly kind: 'modify'; readonly which: number; readonly quantity: number; readonly price: number }
  | { readonly kind: 'cancel' | 'end' | 'wake'; readonly which: number }
  | { readonly kind: 'fill'; readonly which: number; readonly quantity: number }
  | { readonly kind: 'answer'; readonly isYes: boolean }
  | { readonly kind: 'pass'; readonly ms: number };

export const STRATEGIES = ['alpha', 'beta'] as const;
export const TOKENS = [ACC, INFY] as const;

/** Actions with small numbers, so that limits are met; at `prices`, some with a trigger where there may be stops. */
export const actions = (
  prices: readonly number[],
  { stops = false } = {},
): fc.Arbitrary<readonly Action[]> => {
  const which = fc.nat(7);
  const quantity = fc.integer({ min: 1, max: 12 });
  const price = fc.constantFrom(...prices);
  const kind = <K extends string>(name: K) => fc.constant(name);
  return fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          kind: kind('submit'),
          strategy: fc.constantFrom(...STRATEGIES),
          token: fc.constantFrom(...TOKENS),
          side: fc.constantFrom('BUY' as const, 'SELL' as const),
          quantity,
          price: fc.option(price, { nil: undefined, freq: 3 }),
          trigger: stops
            ? fc.option(fc.constantFrom(95, 105), { nil: undefined, freq: 2 })
            : fc.constant(undefined),
        }),
      },
      { weight: 3, arbitrary: fc.record({ kind: kind('modify'), which, quantity, price }) },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constantFrom('cancel' as const, 'end' as const, 'wake' as const),
          which,
        }),
      },
      { weight: 4, arbitrary: fc.record({ kind: kind('fill'), which, quantity }) },
      { weight: 3, arbitrary: fc.record({ kind: kind('answer'), isYes: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ kind: kind('pass'), ms: fc.nat(1_500) }) },
    ),
    { minLength: 15, maxLength: 60, size: 'max' },
  );
};

/** Does `action` at `desk`; prices stay at 100. */
export const act = (desk: Desk, action: Action): void => {
  const pick = (which: number): OrderId | undefined =>
    [...desk.live.keys()][which % Math.max(desk.live.size, 1)];
  switch (action.kind) {
    case 'submit': {
      desk.submit(action.strategy, action.token, intentOf(action));
      return;
    }
    case 'answer':
      desk.answerOldest(action.isYes);
      return;
    case 'pass':
      desk.now += action.ms;
      return;
    case 'modify': {
      const id = pick(action.which);
      const isMarket = id === undefined || desk.live.get(id)?.limit === undefined;
      if (!isMarket) desk.modify(id, { quantity: action.quantity, limit: action.price });
      return;
    }
    case 'cancel': {
      const id = pick(action.which);
      if (id !== undefined) desk.cancel(id);
      return;
    }
    case 'end': {
      const id = pick(action.which);
      if (id !== undefined) desk.answer(id, { kind: 'Rejected' });
      return;
    }
    case 'wake': {
      const id = pick(action.which);
      if (id !== undefined && desk.live.get(id)?.isTriggered === false)
        desk.answer(id, { kind: 'Triggered' });
      return;
    }
    case 'fill': {
      const id = pick(action.which);
      const open = id === undefined ? undefined : desk.live.get(id);
      if (open !== undefined) desk.fill(open.id, Math.min(action.quantity, open.quantity - open.filled));
    }
  }
};

const intentOf = ({
  side,
  quantity,
  price,
  trigger,
}: Extract<Action, { readonly kind: 'submit' }>): SubmitIntent => {
  if (trigger === undefined)
    return price === undefined ? market(side, quantity) : limit(side, quantity, price);
  return price === undefined
    ? stop(side, quantity, trigger)
    : stopLimit(side, quantity, trigger, side === 'BUY' ? trigger + 1 : trigger - 1);
};

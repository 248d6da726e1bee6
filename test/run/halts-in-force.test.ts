import { expect } from 'chai';
import fc from 'fast-check';
import { market } from '../../src/domain/intent.js';
import { rupees } from '../../src/domain/money.js';
import type { RiskRule } from '../../src/domain/risk-rule.js';
import { DAY_MS } from '../../src/domain/time.js';
import { forStrategy } from '../../src/risk/for-strategy.js';
import { forToken } from '../../src/risk/for-token.js';
import { isWithin } from '../../src/risk/kill-switch.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { resolveRule } from '../../src/risk/resolve-rule.js';
import { HaltsInForce } from '../../src/run/halts-in-force.js';
import { STRATEGIES, TOKENS } from '../operator/desk-actions.js';
import { Desk } from '../operator/desk.js';
import { ACC, INFY } from '../support/instrument.js';

const NAMES = {
  strategies: [...STRATEGIES],
  tokenOf: (name: string) => (name === 'NSE:ACC-EQ' ? ACC : INFY),
};
const RULES: readonly RiskRule[] = [
  maxDailyLoss(rupees(300)),
  forStrategy('alpha', maxDailyLoss(rupees(100), { until: 'resume' })),
  forToken('NSE:ACC-EQ', maxDailyLoss(rupees(150))),
  forStrategy('beta', forToken('NSE:INFY-EQ', maxDailyLoss(rupees(50), { until: 'resume' }))),
].map((rule) => resolveRule(rule, NAMES));

const scope = {
  strategy: fc.constantFrom(...STRATEGIES),
  token: fc.constantFrom(...TOKENS),
};
const acts = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('buy' as const), ...scope }) },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('price' as const),
        ...scope,
        last: fc.integer({ min: 80, max: 105 }),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('resume' as const),
        strategy: fc.option(scope.strategy, { nil: undefined }),
        token: fc.option(scope.token, { nil: undefined }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('night' as const), ...scope }) },
  ),
  { minLength: 10, maxLength: 60, size: 'max' },
);

describe('HaltsInForce', () => {
  it('has a halt of a scope as long as the belt refuses what would add to its positions', () => {
    const met = { halted: 0, free: 0 };
    fc.assert(
      fc.property(acts, (plan) => {
        const desk = new Desk(RULES);
        for (const token of TOKENS) desk.tick(token, 100);
        const halts = new HaltsInForce();
        let seen = 0;
        for (const act of plan) {
          if (act.kind === 'price') desk.tick(act.token, act.last);
          if (act.kind === 'resume') desk.command('resume', act.strategy, act.token);
          if (act.kind === 'night') {
            desk.now += DAY_MS;
            desk.tick(act.token, 100);
          }
          if (act.kind !== 'buy') continue;
          const id = desk.submit(act.strategy, act.token, market('BUY', 10));
          for (; seen < desk.entries.length; seen += 1) {
            const entry = desk.entries[seen];
            if (entry !== undefined) halts.take(entry);
          }
          const isHalted = halts.inForce.some((halt) => isWithin(act, halt));

          expect(desk.live.has(id)).to.equal(!isHalted);
          met[isHalted ? 'halted' : 'free'] += 1;
          if (desk.live.has(id)) desk.fill(id, 10);
        }
      }),
      { numRuns: 300 },
    );
    expect(Math.min(met.halted, met.free)).to.be.above(300);
  });
});

import { expect } from 'chai';
import { CONSERVATIVE_FILLS } from '../../src/domain/fill-model.js';
import { rupees } from '../../src/domain/money.js';
import { flatCharges } from '../../src/exchange/charges.js';
import { planBeside } from '../../src/run/backtest-beside.js';
import type { BrokerPlan } from '../../src/run/session-plan.js';
import { idealFills } from '../support/ideal-exchange.js';

const charges = flatCharges(rupees(20));

const besideOf = async (plan: BrokerPlan) => {
  const notes: string[] = [];
  const beside = await planBeside(plan, (line) => notes.push(line));
  return { beside, notes };
};

describe('planBeside', () => {
  it('backtests a session on a simulated exchange at that exchange', async () => {
    const calendar = { sessionOf: () => ({ kind: 'unknown' }) as const };
    const plan = { kind: 'simulated', exchange: { model: idealFills(75), charges, calendar } } as const;

    expect(await besideOf(plan)).to.deep.equal({ beside: plan, notes: [] });
  });

  it('backtests a session whose orders went out at the conservative exchange with its charges, and says so', async () => {
    const { beside, notes } = await besideOf({ kind: 'routed', charges });

    expect(beside?.exchange).to.include({ model: CONSERVATIVE_FILLS, charges });
    expect(notes.join()).to.contain('the backtest fills as the default model does');
  });

  it('backtests no session whose orders went nowhere, and says so', async () => {
    const { beside, notes } = await besideOf({ kind: 'none' });

    expect(beside).to.equal(undefined);
    expect(notes.join()).to.contain('held against no backtest');
  });
});

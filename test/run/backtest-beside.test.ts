import { expect } from 'chai';
import { CONSERVATIVE_FILLS } from '../../src/domain/fill-model.js';
import { rupees } from '../../src/domain/money.js';
import { flatCharges } from '../../src/exchange/charges.js';
import { planBeside } from '../../src/run/backtest-beside.js';
import type { BrokerPlan } from '../../src/run/session-plan.js';
import { idealExchange } from '../support/ideal-exchange.js';

const charges = flatCharges(rupees(20));

const besideOf = async (plan: BrokerPlan) => {
  const notes: string[] = [];
  const beside = await planBeside(plan, (line) => notes.push(line));
  return { beside, notes };
};

describe('planBeside', () => {
  it('backtests a session on a simulated exchange at that exchange', async () => {
    const plan = { kind: 'simulated', exchange: idealExchange(charges, 75) } as const;

    expect(await besideOf(plan)).to.deep.equal({ beside: plan, notes: [] });
  });

  it('backtests a session whose orders went out at the conservative exchange with its charges, and says so', async () => {
    const { beside, notes } = await besideOf({ kind: 'routed', charges });

    expect(beside?.exchange.modelFor({})).to.deep.equal(CONSERVATIVE_FILLS);
    expect(beside?.exchange.charges).to.equal(charges);
    expect(notes.join()).to.contain('the backtest fills as the default model does');
  });

  it('backtests no session whose orders went nowhere, and says so', async () => {
    const { beside, notes } = await besideOf({ kind: 'none' });

    expect(beside).to.equal(undefined);
    expect(notes.join()).to.contain('held against no backtest');
  });
});

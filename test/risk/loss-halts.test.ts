import { expect } from 'chai';
import type { Command } from '../../src/domain/event.js';
import { rupees } from '../../src/domain/money.js';
import type { HaltEnd } from '../../src/domain/risk-rule.js';
import { epochMs } from '../../src/domain/time.js';
import { LossHalts } from '../../src/risk/loss-halts.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { account } from '../support/account.js';
import { ACC, INFY } from '../support/instrument.js';

const lost = (loss: number, sessionEndsAt = 1) =>
  account({ equityAtSessionStart: 100_000, equity: 100_000 - loss, sessionEndsAt });
const resume = (strategy?: string): Command => ({
  kind: 'Command',
  seq: 1,
  at: epochMs(0),
  command: 'resume',
  strategy,
  token: undefined,
  by: 'a test',
  reason: 'go on',
});
const haltsOf = (until: HaltEnd) => new LossHalts([maxDailyLoss(rupees(1_000), { until })]);
const isHalted = (halts: LossHalts) => halts.haltOf('alpha', ACC) !== undefined;

describe('the halts by rules on losses', () => {
  for (const [loss, halts] of [
    [0, 0],
    [999.9999, 0],
    [1_000, 1],
    [1_000.0001, 1],
  ] as const)
    it(`are ${halts} after a loss of ${loss}`, () => {
      const of = haltsOf('nextSession');

      expect(of.check(lost(loss)).map((halt) => halt.loss)).to.deep.equal(halts === 0 ? [] : [loss]);
      expect([isHalted(of), of.isAny]).to.deep.equal([halts === 1, halts === 1]);
    });

  it('begin once, and stay though the loss grows smaller', () => {
    const of = haltsOf('nextSession');
    of.check(lost(1_000));

    expect(of.check(lost(2_000))).to.deep.equal([]);
    expect(of.check(lost(0))).to.deep.equal([]);
    expect(of.haltOf('alpha', ACC)?.loss).to.equal(1_000);
  });

  it('to the next session end with it, and not with a command', () => {
    const of = haltsOf('nextSession');
    of.check(lost(1_000));

    of.resume(resume(), lost(1_000));
    expect(isHalted(of)).to.equal(true);
    of.check(lost(0, 2));
    expect(isHalted(of)).to.equal(false);
  });

  it('begin again in the next session where it begins with such a loss', () => {
    const of = haltsOf('nextSession');
    of.check(lost(1_000));

    expect(of.check(lost(1_500, 2))).to.have.length(1);
  });

  it('to a command end with it, not with the session, and count anew from then on', () => {
    const of = haltsOf('resume');
    of.check(lost(1_200));
    of.check(lost(0, 2));
    expect(isHalted(of)).to.equal(true);

    of.resume(resume(), lost(300, 2));
    expect(of.check(lost(1_299.9999, 2))).to.deep.equal([]);
    expect(of.check(lost(1_300, 2))).to.have.length(1);
  });

  it('count from where the loss was least since a command to resume, a profit being no loss', () => {
    const of = haltsOf('resume');
    of.check(lost(1_200));
    of.resume(resume(), lost(1_200));
    of.check(lost(200));
    expect(of.check(lost(1_199))).to.deep.equal([]);
    expect(of.check(lost(1_200))).to.have.length(1);

    of.resume(resume(), lost(1_200));
    of.check(lost(-500));
    expect(of.check(lost(999))).to.deep.equal([]);
    expect(of.check(lost(1_000))).to.have.length(1);
  });

  it('stand within the scope of their rule alone, and are resumed for a scope that holds it', () => {
    const of = new LossHalts([
      { ...maxDailyLoss(rupees(1_000), { until: 'resume' }), strategy: 'alpha', token: INFY },
    ]);
    of.check(lost(1_000));

    expect(of.haltOf('alpha', INFY)).not.to.equal(undefined);
    expect(of.haltOf('alpha', ACC)).to.equal(undefined);
    expect(of.haltOf('beta', INFY)).to.equal(undefined);
    of.resume(resume('beta'), lost(0));
    expect(of.haltOf('alpha', INFY)).not.to.equal(undefined);
    of.resume(resume('alpha'), lost(0));
    expect(of.haltOf('alpha', INFY)).to.equal(undefined);
  });
});

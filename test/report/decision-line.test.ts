import { expect } from 'chai';
import { limit, market } from '../../src/domain/intent.js';
import type { Decision } from '../../src/domain/entry.js';
import { withState } from '../../src/domain/order.js';
import { decisionLine } from '../../src/report/decision-line.js';
import { bar } from '../support/bar.js';
import { ACC, Belt, ist } from './belt.js';
import { report } from './rows.js';

const OPEN = ist('2025-12-29 09:15:00');

const linesOf = (belt: Belt): readonly unknown[] =>
  report(belt.entries).rows.decisions.map((record) => JSON.parse(decisionLine(record)) as unknown);

describe('decisionLine', () => {
  it('walks from what was seen to the order that was sent', () => {
    const belt = new Belt();
    belt.order('alpha', belt.tick(OPEN, ACC, 100.5), limit('BUY', 10, 100.05, 'cheap'));

    expect(linesOf(belt)).to.deep.equal([
      {
        at: '2025-12-29T09:15:00.000+05:30',
        seq: 2,
        strategy: 'alpha',
        token: 'NSE|22',
        instrument: 'NSE:ACC-EQ',
        saw: { kind: 'Tick', last: 100.5 },
        state: { phase: 'Watching' },
        wanted: {
          kind: 'Submit',
          side: 'BUY',
          quantity: 10,
          type: 'LIMIT',
          limit: 100.05,
          validity: 'DAY',
          reason: 'cheap',
        },
        orderId: 'alpha:NSE|22:1',
        risk: { verdict: 'approved', rule: null, limit: null, actual: null, unit: null, message: null },
        cause: [1, 2, 3, 4],
      },
    ]);
  });

  it('gives the rule and the numbers of a refusal', () => {
    const belt = new Belt();
    const refusal = {
      rule: 'maxPosition',
      limit: 150,
      actual: 225,
      unit: 'units',
      message: 'position 225 above 150',
    } as const;
    belt.refused('alpha', belt.tick(OPEN, ACC, 100), market('BUY', 225), refusal);

    const [line] = linesOf(belt);

    expect(line).to.deep.include({ risk: { verdict: 'refused', ...refusal }, cause: [1, 2, 3] });
  });

  it('shows the execution that a strategy answered to', () => {
    const belt = new Belt();
    const order = belt.trade('alpha', belt.tick(OPEN, ACC, 100), 'BUY', 10, 100.05, 1.25);
    const seen = belt.entries.at(-1);
    if (seen?.kind !== 'OrderUpdate') expect.fail('no update');
    belt.order('alpha', seen, market('SELL', 10));

    expect(linesOf(belt)[1]).to.deep.include({
      saw: {
        kind: 'OrderUpdate',
        orderId: withState(order, 'Filled').id,
        change: 'Filled',
        state: 'Filled',
        quantity: 10,
        price: 100.05,
        charges: 1.25,
      },
      cause: [5, 6, 7, 8],
    });
  });

  it('shows the bar that a strategy decided on, its times in IST', () => {
    const belt = new Belt();
    const seen = bar({ seq: 1, openAt: OPEN, closeAt: OPEN + 300_000, spec: '5m', high: 102, volume: 75 });
    belt.order('alpha', seen, market('BUY', 10));

    expect(linesOf(belt)[0]).to.deep.include({
      saw: {
        kind: 'Bar',
        spec: '5m',
        openAt: '2025-12-29T09:15:00.000+05:30',
        closeAt: '2025-12-29T09:20:00.000+05:30',
        open: 100,
        high: 102,
        low: 100,
        close: 100,
        volume: 75,
        ticks: 1,
      },
    });
  });

  it('costs no run when a state cannot be printed', () => {
    const belt = new Belt();
    belt.order('alpha', belt.tick(OPEN, ACC, 100), market('BUY', 1));
    const decision = belt.entries[1] as Decision;
    const odd = {
      decision: { ...decision, state: 10n },
      instrument: 'x',
      verdict: undefined,
      sent: undefined,
    };

    const line = JSON.parse(decisionLine(odd)) as Record<string, unknown>;

    expect(line['state']).to.have.property('unprintable').that.includes('BigInt');
    expect(line['risk']).to.equal(null);
    expect(line['cause']).to.deep.equal([1, 2]);
  });
});

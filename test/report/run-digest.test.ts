import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Entry } from '../../src/domain/entry.js';
import { limit, market } from '../../src/domain/intent.js';
import { epochMs } from '../../src/domain/time.js';
import { RunDigest } from '../../src/report/run-digest.js';
import { ACC, Belt, ist } from './belt.js';

const OPEN = ist('2025-12-29 09:15:00'); // 1766979900000

const digestOf = (entries: readonly Entry[]): string => {
  const digest = new RunDigest();
  for (const entry of entries) digest.take(entry);
  return digest.hex();
};

const day = (step: number, seconds: number): readonly Entry[] => {
  const belt = new Belt(step);
  for (let second = 0; second < seconds; second += 1)
    belt.push({ kind: 'ClockTicked', seq: belt.next(), at: epochMs(OPEN - 1000 * (seconds - second)) });
  const tick = belt.tick(OPEN, ACC, 100);
  belt.fill(OPEN, belt.order('alpha', tick, limit('BUY', 10, 100.05, 'cheap')), 100.05, 1.25);
  const refusal = { rule: 'maxPosition', limit: 15, actual: 19, unit: 'units', message: 'no' } as const;
  belt.refused('beta', tick, market('SELL', 9), refusal);
  const failed = { kind: 'StrategyFailed', seq: belt.next(), at: OPEN, cause: tick.seq, token: ACC } as const;
  belt.push({ ...failed, strategy: 'beta', event: tick, message: 'oops', stack: 'at line 1' });
  return belt.entries;
};

describe('RunDigest', () => {
  it('is the hash of the lines that docs/report.md tells', () => {
    const lines = [
      '["Decision",1766979900000,"NSE|22","alpha","alpha:NSE|22:1","Submit","BUY",10,"LIMIT",100.05,null,"DAY",null,null,"cheap"]',
      '["OrderUpdate",1766979900000,"NSE|22","alpha","alpha:NSE|22:1","Filled",100.05,10,12500]',
      '["Decision",1766979900000,"NSE|22","beta","beta:NSE|22:1","Submit","SELL",9,"MARKET",null,null,"DAY",null,null,null]',
      '["Refused",1766979900000,"NSE|22","beta","beta:NSE|22:1","Submit","SELL",9,"MARKET",null,null,"DAY",null,null,null,"maxPosition",15,19,"units"]',
      '["OrderUpdate",1766979900000,"NSE|22","beta","beta:NSE|22:1","Refused",null,null,null]',
      '["StrategyFailed",1766979900000,"NSE|22","beta","oops"]',
    ];

    expect(digestOf(day(1, 0))).to.equal(
      createHash('sha256')
        .update(lines.map((line) => `${line}\n`).join(''))
        .digest('hex'),
    );
  });

  it('does not depend on the numbers of entries, nor on how often the clock ticked', () => {
    expect(digestOf(day(7, 12))).to.equal(digestOf(day(1, 0)));
  });

  it('differs when any one thing that it holds differs', () => {
    const base = day(1, 0);
    const changes: readonly ((entry: Entry) => Entry)[] = [
      (entry) => (entry.kind === 'Decision' ? { ...entry, at: epochMs(entry.at + 1) } : entry),
      (entry) => (entry.kind === 'Decision' ? { ...entry, intent: market('BUY', 11) } : entry),
      (entry) => (entry.kind === 'Refused' ? { ...entry, refusal: { ...entry.refusal, actual: 20 } } : entry),
      (entry) =>
        entry.kind === 'OrderUpdate' && entry.fill !== undefined
          ? {
              ...entry,
              fill: { ...entry.fill, quantity: (entry.fill.quantity + 1) as typeof entry.fill.quantity },
            }
          : entry,
      (entry) => (entry.kind === 'StrategyFailed' ? { ...entry, message: 'ouch' } : entry),
    ];

    const digests = changes.map((change) => digestOf(base.map(change)));

    expect(new Set([digestOf(base), ...digests]).size).to.equal(1 + changes.length);
  });

  it('can be read while more follows', () => {
    const entries = day(1, 0);
    const digest = new RunDigest();
    for (const entry of entries) {
      digest.take(entry);
      digest.hex();
    }

    expect(digest.hex()).to.equal(digestOf(entries));
  });
});

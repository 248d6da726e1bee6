import { expect } from 'chai';
import { stop } from '../../../src/domain/intent.js';
import type { Order } from '../../../src/domain/order.js';
import type { Price } from '../../../src/domain/money.js';
import { epochMs } from '../../../src/domain/time.js';
import { LevelFold } from '../../../src/report/page/level-fold.js';
import type { PageLevel } from '../../../src/report/page/report-page.js';
import { ACC, Belt, ist } from '../../report/belt.js';

const OPEN = ist('2026-01-05 09:15:00');
const NONE = undefined;

/** What the fold tells of a stop to sell at 95 that lives as `lives` says, a second each; the run ends a minute later. */
const levelsOf = (lives: readonly Partial<Order>[]): readonly PageLevel[] => {
  const levels: PageLevel[] = [];
  const fold = new LevelFold((level) => levels.push(level));
  const belt = new Belt();
  const order = belt.order('alpha', belt.tick(OPEN, ACC, 100), stop('SELL', 1, 95));
  for (const [i, life] of lives.entries()) belt.update(epochMs(OPEN + i * 1_000), { ...order, ...life }, 0);
  for (const entry of belt.entries) if (entry.kind === 'OrderUpdate') fold.take(entry, 0);
  fold.finish(OPEN + 60_000);
  return levels;
};

const level = (fromS: number, toS: number, price: number, kind: string): PageLevel => ({
  token: 0,
  from: OPEN + fromS * 1_000,
  to: OPEN + toS * 1_000,
  price,
  kind,
  side: 'SELL',
});

describe('LevelFold', () => {
  it('is silent of an order that never waited', () => {
    expect(levelsOf([{ state: 'Accepted' }, { state: 'Rejected' }])).to.deep.equal([]);
  });

  it('tells how long a stop stood, over states that left it where it was', () => {
    const lives = ['TriggerPending', 'ModifyInFlight', 'TriggerPending', 'Cancelled'] as const;

    expect(levelsOf(lives.map((state) => ({ state })))).to.deep.equal([level(0, 3, 95, 'stop')]);
  });

  it('tells each price of a stop that was moved', () => {
    const moved = { state: 'TriggerPending', trigger: 97 as Price } as const;

    expect(levelsOf([{ state: 'TriggerPending' }, moved, { ...moved, state: 'Filled' }])).to.deep.equal([
      level(0, 1, 95, 'stop'),
      level(1, 2, 97, 'stop'),
    ]);
  });

  it('tells of a stop limit that woke its limit', () => {
    const terms = { trigger: 95 as Price, limit: 94 as Price };

    expect(
      levelsOf([
        { ...terms, state: 'TriggerPending' },
        { ...terms, state: 'Open', isTriggered: true },
        { ...terms, state: 'Cancelled', isTriggered: true },
      ]),
    ).to.deep.equal([level(0, 1, 95, 'stop'), level(1, 2, 94, 'limit')]);
  });

  it('tells of no limit of a stop limit that is moved or cancelled while it waits', () => {
    const terms = { trigger: 95 as Price, limit: 94 as Price };
    const lives = [
      'TriggerPending',
      'ModifyInFlight',
      'TriggerPending',
      'CancelInFlight',
      'Cancelled',
    ] as const;

    expect(levelsOf(lives.map((state) => ({ ...terms, state })))).to.deep.equal([level(0, 4, 95, 'stop')]);
  });

  it('ends at the end of the run what still stands, and knows no order without a price', () => {
    expect(levelsOf([{ state: 'TriggerPending' }])).to.deep.equal([level(0, 60, 95, 'stop')]);
    expect(levelsOf([{ state: 'Open', trigger: NONE }])).to.deep.equal([]);
  });
});

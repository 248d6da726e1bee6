import { expect } from 'chai';
import fc from 'fast-check';
import type { Token } from '../../src/domain/token.js';
import { FLAG_NAMES, MessageFlag } from '../../src/domain/touchline.js';
import { epochMs, HOUR_MS } from '../../src/domain/time.js';
import { FlagCounter } from '../../src/report/flag-counts.js';
import { QualityLog } from '../../src/report/quality-log.js';
import { ACC, INFY, ist } from './belt.js';

const { Gap, Crossed, Stale } = MessageFlag;
const NONE = new FlagCounter().byName;
const named = ({ token }: { readonly token: Token }): string => `name of ${token}`;

describe('QualityLog', () => {
  it('has nothing to tell of a run in which nothing was odd', () => {
    const log = new QualityLog(named);

    expect(log.rows).to.deep.equal([]);
    expect(log.byName).to.deep.equal(NONE);
  });

  it('counts by token and hour of India, which begins at half past of UTC', () => {
    const log = new QualityLog(named);
    log.take(ACC, ist('2025-12-29 09:59:59.999'), Gap, false);
    log.take(INFY, ist('2025-12-29 09:59:59.999'), Crossed | Stale, true);
    log.take(ACC, ist('2025-12-29 10:00:00.000'), Crossed, true);
    log.take(ACC, ist('2025-12-29 10:59:59.999'), Crossed, false);
    log.take(ACC, ist('2025-12-30 10:00:00.000'), Gap, false);

    const rowOf = (token: Token, hour: string, flags: object, dropped: number) => ({
      token,
      instrument: `name of ${token}`,
      hourAt: ist(hour),
      flags: { ...NONE, ...flags },
      dropped,
    });
    expect(log.rows).to.deep.equal([
      rowOf(ACC, '2025-12-29 09:00:00', { Gap: 1 }, 0),
      rowOf(INFY, '2025-12-29 09:00:00', { Crossed: 1, Stale: 1 }, 1),
      rowOf(ACC, '2025-12-29 10:00:00', { Crossed: 2 }, 1),
      rowOf(ACC, '2025-12-30 10:00:00', { Gap: 1 }, 0),
    ]);
    expect(log.byName).to.deep.equal({ ...NONE, Gap: 2, Crossed: 3, Stale: 1 });
  });

  it('tells hours in the order of time whose counts add up to the whole', () => {
    const odd = fc.record({
      wait: fc.integer({ min: 0, max: 2 * HOUR_MS }),
      token: fc.constantFrom(ACC, INFY),
      flags: fc.integer({ min: 1, max: 255 }),
      isDropped: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 40 }), (ticks) => {
        const log = new QualityLog(named);
        let at = ist('2025-12-29 09:15:00') as number;
        for (const { wait, token, flags, isDropped } of ticks)
          log.take(token, epochMs((at += wait)), flags, isDropped);

        const { rows, byName } = log;
        const sum = (of: (row: (typeof rows)[number]) => number): number =>
          rows.reduce((all, row) => all + of(row), 0);
        for (const name of FLAG_NAMES) {
          const carried = ticks.filter(({ flags }) => (flags & MessageFlag[name]) !== 0).length;
          expect(byName[name]).to.equal(carried);
          expect(sum(({ flags }) => flags[name])).to.equal(carried);
        }
        expect(sum(({ dropped }) => dropped)).to.equal(ticks.filter(({ isDropped }) => isDropped).length);
        expect(rows.map(({ hourAt }) => hourAt)).to.deep.equal(
          rows.map(({ hourAt }) => hourAt).toSorted((a, b) => a - b),
        );
        expect(new Set(rows.map(({ token, hourAt }) => `${token} ${hourAt}`)).size).to.equal(rows.length);
      }),
    );
  });
});

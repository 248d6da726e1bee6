import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { Inspection, type InspectedGroup } from '../../../../src/codec/inspection.js';
import { inspect } from '../../../../src/run/inspect.js';
import { tapeFolder } from '../tape-folder.js';

const ODDITIES = [
  'duplicate',
  'crossed',
  'locked',
  'outOfOrder',
  'gap',
  'spike',
  'volumeReset',
  'bad',
] as const;
type Oddity = (typeof ODDITIES)[number];

/** A day of ticks, one a second, price in steps of 5 paise, volume always more; `planted` are by row. */
const ticks = (prices: readonly number[], planted: ReadonlyMap<number, Oddity>): string => {
  const lines = ['time,symbol,ltp,volume,bid,ask'];
  let at = Date.UTC(2025, 11, 29, 3, 45); // 09:15 IST, a Monday
  let volume = 1_000;
  prices.forEach((paise, i) => {
    const oddity = planted.get(i);
    at += oddity === 'gap' ? 21_000 : 1_000;
    volume += oddity === 'volumeReset' ? -3 : 5;
    const time = new Date(oddity === 'outOfOrder' ? at - 30_000 : at).toISOString();
    const last = oddity === 'bad' ? 'abc' : (paise * (oddity === 'spike' ? 2 : 1)) / 100;
    const bid = (paise - 5) / 100;
    const ask = (paise + (oddity === 'crossed' ? -10 : oddity === 'locked' ? -5 : 5)) / 100;
    const line = `${time},ACC,${last},${volume},${bid},${ask}`;
    lines.push(line);
    if (oddity === 'duplicate') lines.push(line);
  });
  return `${lines.join('\n')}\n`;
};

/** Prices that walk in steps of 5 paise, and oddities at rows that are apart from each other and the ends. */
const market = fc
  .record({
    steps: fc.array(fc.constantFrom(-5, 5, 10), { minLength: 60, maxLength: 400 }),
    oddities: fc.array(fc.constantFrom(...ODDITIES), { maxLength: 12 }),
  })
  .map(({ steps, oddities }) => {
    const prices: number[] = [];
    let paise = 100_000;
    for (const step of steps) prices.push((paise += step));
    const planted = new Map(
      oddities.map((oddity, i) => [4 + i * 4, oddity] as const).filter(([row]) => row < prices.length - 4),
    );
    return { prices, planted };
  });

describe('inspect, on files with planted oddities', () => {
  const folder = tapeFolder();
  const group = async (text: string, options = {}): Promise<InspectedGroup> => {
    const path = folder.file('ticks.csv', text);
    const inspection = await inspect(
      {
        paths: [path],
        volume: 'day',
        calendars: [],
        mostRows: Infinity,
        gapMs: undefined,
        staleMs: 300_000,
        reorderMs: 1_000,
        ...options,
      },
      () => undefined,
    );
    const decoded = Inspection.decode(JSON.parse(JSON.stringify(inspection)));
    expect(E.isRight(decoded)).to.equal(true);
    expect(inspection.refused).to.deep.equal([]);
    const [only] = inspection.groups;
    if (only === undefined) throw new Error('nothing was inspected');
    return only;
  };

  it('tells as many of each as were planted', async () => {
    await fc.assert(
      fc.asyncProperty(market, async ({ prices, planted }) => {
        const times = (oddity: Oddity): number =>
          [...planted.values()].filter((own) => own === oddity).length;

        const told = await group(ticks(prices, planted));

        expect({
          rows: told.rows,
          duplicate: told.duplicates.messages.count,
          lines: told.duplicates.lines,
          crossed: told.book?.crossed.count,
          locked: told.book?.locked.count,
          outOfOrder: told.outOfOrder.count,
          gap: told.gaps.count,
          spike: told.jumps.spikes.count,
          jump: told.jumps.seen.count,
          volumeReset: told.volume?.resets.count,
          bad: told.badRows.count,
        }).to.deep.equal({
          rows: prices.length + times('duplicate') - times('bad'),
          duplicate: times('duplicate'),
          lines: times('duplicate'),
          crossed: times('crossed'),
          locked: times('locked'),
          outOfOrder: times('outOfOrder'),
          gap: times('gap'),
          spike: times('spike'),
          jump: 2 * times('spike'), // there and back
          volumeReset: times('volumeReset'),
          bad: times('bad'),
        });
        expect(told.tokens[0]).to.include({ token: 'ACC', tick: 0.05 });
        const grave = ['outOfOrder', 'spike', 'volumeReset', 'bad'] as const;
        if (grave.some((oddity) => times(oddity) > 0))
          expect(told.findings.some(({ level }) => level !== 'note')).to.equal(true);
      }),
      { numRuns: 60 },
    );
  });

  it('finds nothing against a clean day', async () => {
    const told = await group(
      ticks(
        Array.from({ length: 22_500 }, (_, i) => 100_000 + 5 * (i % 7)),
        new Map(),
      ),
    );

    expect(told.findings).to.deep.equal([]);
    expect(told.sessions).to.have.length(1);
    expect(told.sessions[0]).to.include({ date: '2025-12-29', day: 'open', rows: 22_500, outside: 0 });
    expect(told.grade).to.equal('touchline');
  });
});

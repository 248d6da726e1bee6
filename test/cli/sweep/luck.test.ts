import { join } from 'node:path';
import { expect } from 'chai';
import type { Luck } from '../../../src/report/overfit/luck.js';
import { SECOND_MS } from '../../../src/domain/time.js';
import { ist } from '../../support/ist.js';
import { normals } from '../../support/normals.js';
import { runAll } from '../run-all.js';
import { scratch } from '../rxtape.js';

/** Two sessions on the two sides of a midnight: with nothing between them the test takes least time. */
const FROM = ist('2026-01-05T22:00:00');
const TICKS = 2_880;
const EVERY_MS = 5 * SECOND_MS;
/** What a strategy sees is filled a price later, so it has to look a change less far back. */
const LAG = 7;

interface Told {
  readonly luck: Luck;
  readonly returns: { readonly sessions: number };
  readonly best: readonly { readonly settings: Readonly<Record<string, number>> }[];
}

describe('the verdict of rxtape sweep on the best of 200', () => {
  const files = scratch();
  after(files.remove);

  /** A price every 5 s for four hours; of each shock, such a share comes again {@link LAG} prices later. */
  const tape = (name: string, seed: number, echo: number): string => {
    const draw = normals(seed);
    const shocks: number[] = [];
    let price = 26_000;
    const rows = Array.from({ length: TICKS }, (_, i) => {
      const shock = 5 * draw();
      shocks.push(shock);
      price += shock + echo * (shocks[i - LAG] ?? 0);
      const last = (Math.round(price * 10) / 10).toFixed(1);
      const [bid, ask] = [(Number(last) - 0.1).toFixed(1), (Number(last) + 0.1).toFixed(1)];
      return `${FROM + i * EVERY_MS},${i === 0 ? 'tk' : 'tf'},NFO|53001,${last},${bid},${ask},6500,6500`;
    });
    return files.file(name, `at,kind,token,last,bid,ask,bidQuantity,askQuantity\n${rows.join('\n')}\n`);
  };

  it('is likely luck on random walks, and not on prices with an echo', async () => {
    const tapes = [tape('walk.csv', 1, 0), tape('echo.csv', 1, 1)];

    const outcomes = await runAll(
      tapes.map((path, i) => [
        ...['sweep', 'test/cli/sweep/echo-pipeline.ts', '--data', path, '--ideal', '--json'],
        ...['--set', 'echo.lag=1:100:1', '--set', 'echo.every=1,2', '--objective', 'netPnl'],
        ...['--workers', '1', '--out', join(files.dir, String(i))],
      ]),
    );

    const told = outcomes.map(({ code, stdout, stderr }) => {
      expect(code, stderr).to.equal(0);
      return JSON.parse(stdout) as Told;
    });
    for (const { luck, returns } of told) {
      expect(luck.trials).to.equal(200);
      expect(returns.sessions).to.equal(2);
    }
    expect(told.map(({ luck }) => luck.verdict)).to.deep.equal(['likely luck', 'not likely luck']);
    expect(told[1]?.best[0]?.settings['echo.lag']).to.equal(LAG - 1);
  });
});

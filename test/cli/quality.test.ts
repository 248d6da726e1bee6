import { expect } from 'chai';
import { FLAG_NAMES } from '../../src/domain/touchline.js';
import { runAll } from './run-all.js';
import { type Outcome, scratch } from './rxtape.js';

const FUTURE = 'NFO|53001';
/** 2026-01-05 09:15:00 IST. */
const OPEN = 1_767_584_700_000;
const SECOND = 1_000;

/** A tape with one tick of each flag and of no two. */
const oddTape = (): string => {
  const rows: string[] = [];
  let at = OPEN;
  let volume = 1_000;
  const row = (kind: string, cells: Readonly<Record<string, number>>, time = at): void => {
    const { exchangeAt = '', last = '', bid = '', ask = '', volume: traded = '' } = cells;
    rows.push([time, kind, FUTURE, exchangeAt, last, bid, ask, traded, ''].join(','));
  };
  const plain = (count: number): void => {
    for (let i = 0; i < count; i += 1) {
      at += SECOND;
      volume += 65;
      row('tf', { last: 26_000 + (rows.length % 40) / 10, volume, exchangeAt: at });
    }
  };
  row('tk', { last: 26_000, bid: 25_999, ask: 26_001, volume, exchangeAt: at - 301 * SECOND }); // Stale
  plain(10);
  rows.push(rows.at(-1) ?? ''); // Duplicate
  plain(3);
  row('tf', { volume: volume - 65 }, (at += SECOND)); // VolumeReset
  plain(3);
  row('tf', { last: 26_010, exchangeAt: at - 2 * SECOND }, (at += SECOND)); // ExchangeTimeBack
  plain(3);
  at += 70 * SECOND;
  plain(3); // the first of them: Gap
  row('tf', { bid: 26_002 }, (at += SECOND)); // Crossed
  row('tf', { ask: 26_003 }, (at += SECOND));
  plain(3);
  row('tf', { last: 26_020 }, at - 500); // OutOfOrder, its exchange time unknown
  plain(3);
  for (let i = 1; i <= 11; i += 1) row('tf', {}, (at += 30 * SECOND)); // the last of them: Frozen
  plain(1);
  rows.push(`${at + SECOND},tf,${FUTURE},,26000,,,,Suspicious`);
  rows.push(`${at + 2 * SECOND},tf,${FUTURE},,26001,,,,Conflated`);
  return `at,kind,token,exchangeAt,last,bid,ask,volume,flags\n${rows.join('\n')}\n`;
};

interface Data {
  readonly ticks: number;
  readonly dropped: number;
  readonly flags: Readonly<Record<string, number>>;
  readonly quality: readonly { readonly hour: string; readonly flags: object; readonly dropped: number }[];
}

const KEEP_ALL = FLAG_NAMES.map((name) => `${name}=keep`).join(',');
const ONE_EACH = Object.fromEntries(FLAG_NAMES.map((name) => [name, 1]));

describe('the flags of a run by the command line', () => {
  const { file, remove } = scratch();
  const outcomes = new Map<string, Outcome>();
  const text = oddTape();
  const rows = text.trimEnd().split('\n').length - 1;

  before(async function () {
    this.timeout(300_000);
    const path = file('odd.csv', text);
    const stale = file(
      'stale.csv',
      `at,kind,token,exchangeAt,last\n${OPEN},tk,${FUTURE},${OPEN - 86_400_000},1\n`,
    );
    const run = (...flags: readonly string[]): readonly string[] => [
      'backtest',
      'pipelines/momentum.ts',
      '--data',
      path,
      '--json',
      ...flags,
    ];
    const commands = new Map([
      ['default', run()],
      ['keep', run('--on', KEEP_ALL)],
      ['limits', run('--on', KEEP_ALL, '--gap', '2m', '--stale', '10m')],
      ...FLAG_NAMES.flatMap((name): [string, readonly string[]][] => [
        [`drop ${name}`, run('--on', KEEP_ALL, '--on', `${name.toLowerCase()}=drop`)],
        [`stop ${name}`, run('--on', `${KEEP_ALL},${name}=stop`)],
      ]),
      ['all stale', ['backtest', 'pipelines/momentum.ts', '--data', stale]],
      ['no flag', run('--on', 'odd=drop')],
      ['no policy', run('--on', 'crossed=ignore')],
      ['no length', run('--gap', 'long')],
    ]); // prettier-ignore
    const all = await runAll([...commands.values()]);
    [...commands.keys()].forEach((name, i) => {
      const outcome = all[i];
      if (outcome !== undefined) outcomes.set(name, outcome);
    });
  });
  after(remove);

  const outcomeOf = (name: string): Outcome => outcomes.get(name) ?? expect.fail(name);
  const dataOf = (name: string): Data => {
    const { code, stdout, stderr } = outcomeOf(name);
    expect(code, stderr).to.equal(0);
    return (JSON.parse(stdout) as { readonly data: Data }).data;
  };

  it('are counted, each once, where all are kept', () => {
    const data = dataOf('keep');

    expect(data).to.include({ ticks: rows, dropped: 0 });
    expect(data.flags).to.deep.equal(ONE_EACH);
    expect(data.quality).to.deep.equal([
      {
        token: FUTURE,
        instrument: 'NFO:NIFTY27JAN26F',
        hour: '2026-01-05T09:00:00.000+05:30',
        flags: ONE_EACH,
        dropped: 0,
      },
    ]);
  });

  it('are counted as well where ticks are dropped: by default the stale, the crossed and the suspicious', () => {
    const data = dataOf('default');

    expect(data).to.include({ ticks: rows - 3, dropped: 3 });
    expect(data.flags).to.deep.equal(ONE_EACH);
    expect(data.quality[0]?.dropped).to.equal(3);
  });

  it('are fewer where the limits are longer', () => {
    expect(dataOf('limits').flags).to.deep.equal({ ...ONE_EACH, Gap: 0, Stale: 0, Frozen: 0 });
  });

  for (const name of FLAG_NAMES) {
    it(`leave the tick out, and no other, with --on ${name.toLowerCase()}=drop`, () => {
      const data = dataOf(`drop ${name}`);

      expect(data).to.include({ ticks: rows - 1, dropped: 1 });
      expect(data.flags).to.deep.equal(ONE_EACH);
    });

    it(`end the run with --on ${name}=stop, and say how not to`, () => {
      const { code, stdout, stderr } = outcomeOf(`stop ${name}`);

      expect(code).to.equal(1);
      expect(stdout).to.equal('');
      expect(stderr)
        .to.match(/NFO:NIFTY27JAN26F \(NFO\|53001\) at 2026-01-05T09:\d\d:\d\d\.\d{3}\+05:30: /)
        .and.to.contain(`: ${name}: `)
        .and.to.contain(`--on ${name}=drop`)
        .and.to.contain(`--on ${name}=keep`);
      expect(stderr).not.to.match(/^\s+at /m);
    });
  }

  it('end a run in which every tick was dropped, and say how to have them', () => {
    const { code, stderr } = outcomeOf('all stale');

    expect(code).to.equal(1);
    expect(stderr)
      .to.contain('every tick was dropped for a flag (1 Stale)')
      .and.to.contain('--on Stale=keep');
  });

  it('are refused with those that there are, where there is no such flag, policy or length', () => {
    for (const name of ['no flag', 'no policy'])
      expect(outcomeOf(name).stderr).to.contain(FLAG_NAMES.join(', ')).and.to.contain('keep, drop, stop');
    expect(outcomeOf('no length').stderr).to.contain('30s');
    for (const name of ['no flag', 'no policy', 'no length']) expect(outcomeOf(name).code).to.equal(2);
  });
});

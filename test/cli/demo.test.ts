import { expect } from 'chai';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { LiveProcess } from './live-process.js';
import { type Outcome, scratch } from './rxtape.js';

const digests = (text: string): readonly string[] =>
  [...text.matchAll(/^ +(?:session|verify|backtest) +([0-9a-f]{64})\s*$/gm)].map(([, digest = '']) => digest);

describe('rxtape demo, as a process', () => {
  const files = scratch();
  let piped: Outcome;
  let shown: string;
  before(async function () {
    this.timeout(120_000); // two whole stories
    piped = await LiveProcess.start(['demo', '--out', join(files.dir, 'piped')]).outcome();
    const terminal = await LiveProcess.startOnTerminal([
      'demo',
      '--out',
      join(files.dir, 'terminal'),
    ]).outcome();
    shown = stripVTControlCharacters(terminal.stdout);
  });
  after(files.remove);

  it('ends with 0 and three equal digests, the same every time', () => {
    expect(piped.code, piped.stderr).to.equal(0);
    const told = [...digests(piped.stderr), ...digests(shown)];
    expect(told).to.have.length(6);
    expect(new Set(told)).to.have.property('size', 1);
  });

  it('streams the signals to stdout as NDJSON when piped, and tells the story on stderr', () => {
    const signals = piped.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { signal: string });

    expect(signals.filter(({ signal }) => signal === 'filled')).to.have.length(39);
    expect(piped.stderr)
      .to.match(/^1 {2}A simulated exchange/m)
      .and.to.match(/^momentum +-11,012\.27/m);
  });

  it('is readable in 80 columns on a terminal, signals and all', () => {
    const lines = shown.split(/\r?\n/).filter((line) => !line.includes('/')); // a path is as long as it is
    const wide = lines.filter((line) => line.length > 80);

    expect(wide).to.deep.equal([]);
    expect(shown).to.match(/^ {3}09:27:\d\d {2}NFO:NIFTY27JAN26F +wants +BUY 65 MARKET, last 26280\.4\s*$/m);
  });

  it('leaves the recording, the report and the log', () => {
    expect(readdirSync(join(files.dir, 'piped'))).to.include.members([
      'recorded',
      'report.json',
      'session.log',
    ]);
  });
});

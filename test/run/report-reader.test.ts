import { expect } from 'chai';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../src/domain/failure.js';
import { reportPlaces, reportReader } from '../../src/run/report-reader.js';
import { pipelineOf } from '../operator/world.js';

describe('reportReader, where an earlier run stands', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rxtape-report-reader-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const FILES = ['bars.csv', 'equity.csv', 'orders.csv', 'report.html', 'report.json', 'trades.csv'];
  const earlier = (name: string): string => {
    const out = join(folder, name);
    mkdirSync(out);
    for (const file of FILES) writeFileSync(join(out, file), `${file} of an earlier run`);
    return out;
  };
  const left = (out: string): readonly string[] =>
    readdirSync(out).filter((file) => readFileSync(join(out, file), 'utf8') === `${file} of an earlier run`);

  const begin = (out: string | undefined, html?: string): void =>
    reportReader(pipelineOf({ tokens: [], bindings: [] }), reportPlaces(out, html), undefined).close();

  it('leaves it when the page cannot be written', () => {
    const out = earlier('run');
    writeFileSync(join(folder, 'file'), '');

    const page = join(folder, 'file', 'report.html');
    expect(() => begin(out, page)).to.throw(UsageError, `cannot write the page ${page}`);
    expect(() => begin(out, folder)).to.throw(UsageError, `cannot write the page ${folder}: it is no file`);
    expect(left(out)).to.deep.equal(FILES);
  });

  it('leaves it, and the page elsewhere, when one of the files of rows cannot be written', () => {
    const out = earlier('run');
    const other = earlier('other');
    mkdirSync(join(out, 'indicators.csv'));

    expect(() => begin(out, join(other, 'report.html'))).to.throw(UsageError, `the report to ${out}`);
    rmSync(join(out, 'indicators.csv'), { recursive: true });
    expect(left(out)).to.deep.equal(FILES);
    expect(left(other)).to.deep.equal(FILES);
  });

  it('leaves no page of it in the folder where the new page goes elsewhere', () => {
    const out = earlier('run');

    begin(out, join(folder, 'elsewhere.html'));

    expect(existsSync(join(out, 'report.html'))).to.equal(false);
  });

  it('removes its report at once when all can be written', () => {
    const out = earlier('run');

    begin(out);

    expect(left(out)).to.deep.equal([]);
    expect(['report.json', 'report.html'].map((file) => existsSync(join(out, file)))).to.deep.equal([
      false,
      false,
    ]);
  });
});

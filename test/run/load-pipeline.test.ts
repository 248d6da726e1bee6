import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFailure } from '../../src/domain/failure.js';
import { rupees } from '../../src/domain/money.js';
import type { loadPipeline as LoadPipeline } from '../../src/run/load-pipeline.js';
import { rejection } from '../support/rejection.js';

const WHOLE = `{ name: 'mine', instruments: ['NSE:ACC-EQ'], capital: 1000, risk: [], strategies: [] }`;

describe('loadPipeline', () => {
  let folder: string;
  let loadPipeline: typeof LoadPipeline;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pipelines-'));
    ({ loadPipeline } = await import('../../src/run/load-pipeline.js')); // as the ES module that it is: mocha requires
  });
  after(() => rmSync(folder, { recursive: true }));

  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const refusal = async (path: string): Promise<string> => {
    const error = await rejection(loadPipeline(path));
    expect(isFailure(error), String(error)).to.equal(true);
    expect(error).to.have.property('exitCode', 2);
    return (error as Error).message;
  };

  it('loads the pipelines of the project', async () => {
    const momentum = await loadPipeline('pipelines/momentum.ts');
    const several = await loadPipeline('pipelines/several.ts');

    expect([momentum.name, momentum.capital]).to.deep.equal(['momentum', rupees(500_000)]);
    expect(momentum.strategies.map(({ name, settings }) => [name, settings])).to.deep.equal([
      ['momentum', { fast: 400, slow: 1_200, quantity: 65 }],
    ]);
    expect(several.strategies.map(({ name }) => name)).to.deep.equal(['momentum', 'trend', 'vwapReversion']);
    expect(several.instruments).to.deep.equal(['NFO:NIFTY27JAN26F', 'NSE:RELIANCE-EQ', 'NSE:INFY-EQ']);
  });

  it('loads TypeScript and JavaScript, by whatever path', async () => {
    const typescript = written('typed.ts', `const whole: object = ${WHOLE};\nexport default whole;\n`);
    const javascript = written('plain.mjs', `export default ${WHOLE};\n`);

    expect((await loadPipeline(typescript)).name).to.equal('mine');
    expect((await loadPipeline(javascript)).name).to.equal('mine');
  });

  it('refuses a file that is not there, and a folder', async () => {
    expect(await refusal(join(folder, 'nowhere.ts'))).to.equal(
      `no pipeline file ${join(folder, 'nowhere.ts')}`,
    );
    expect(await refusal(folder)).to.equal(`no pipeline file ${folder}`);
  });

  it('refuses what does not compile, with file and line', async () => {
    const path = written('comma.ts', `export default {\n  name: 'mine',,\n};\n`);

    expect(await refusal(path)).to.match(/^.*comma\.ts could not be loaded: [^]*comma\.ts:2:\d+: ERROR: /);
  });

  it('refuses a file that fails while it loads, and says how', async () => {
    const path = written('throws.ts', `throw new Error('boom');\n`);

    expect(await refusal(path)).to.equal(`${path} could not be loaded: boom`);
    expect(await rejection(loadPipeline(written('again.ts', `throw 'text';\n`)))).to.have.property(
      'cause',
      'text',
    );
  });

  it('refuses a file that imports what is not there', async () => {
    const path = written('import.ts', `import './nowhere.js';\nexport default ${WHOLE};\n`);

    expect(await refusal(path)).to.match(/^.*import\.ts could not be loaded: .*nowhere\.js/);
  });

  it('passes on what a rule or a strategy says of a bad value in the file', async () => {
    const rule = new URL('../../src/risk/trading-window.ts', import.meta.url).href;
    const path = written(
      'window.ts',
      `import { tradingWindow } from '${rule}';\nexport default tradingWindow('9', '10:00');\n`,
    );

    expect(await refusal(path)).to.equal('tradingWindow: "9" is no time of day, write HH:MM or HH:MM:SS');
  });

  it('refuses a file that exports nothing by default', async () => {
    const path = written('named.ts', `export const pipeline = ${WHOLE};\n`);

    expect(await refusal(path)).to.equal(
      `${path} exports no pipeline; it needs \`export default definePipeline({ … })\``,
    );
  });

  it('refuses what is no pipeline, and lists every fault', async () => {
    const path = written(
      'half.ts',
      `export default { name: 'half', instruments: 'NSE:ACC-EQ', risk: [], strategies: [] };\n`,
    );

    expect((await refusal(path)).split('\n')).to.deep.equal([
      `${path} exports no whole pipeline:`,
      '  instruments: expected a list of instrument names, got "NSE:ACC-EQ"',
      '  capital: expected a whole number of at least 1, got nothing',
    ]);
    expect(await rejection(loadPipeline(path))).to.have.property('name', 'UsageError');
  });
});

import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { isFailure } from '../../../../src/domain/failure.js';
import type { Token } from '../../../../src/domain/token.js';
import { type GivenOptions, openFiles } from '../../../../src/adapter/tape/open-files.js';
import { tapeFolder } from '../tape-folder.js';

const FUTURE = 'NFO|53001' as Token;

/** What a flag of the examples says, as the command line hands it on. */
const optionOf = (flag: string, value: string): Partial<GivenOptions> => {
  switch (flag) {
    case '--instrument':
      return { instruments: [{ pattern: undefined, token: FUTURE }] };
    case '--profile':
      return { profile: value as 'ltp' };
    case '--map':
      return {
        map: Object.fromEntries(value.split(',').map((pair) => pair.split('='))) as Record<string, string>,
      };
    case '--date':
      return { date: value };
    case '--dates':
      return { dates: value as 'day-first' };
    case '--volume':
      return { volume: value as 'row' };
    case '--bar-stamp':
      return { barStamp: value as 'end' };
    case '--scale':
      return { scale: Number(value) };
    default:
      throw new Error(`the test does not know ${flag}`);
  }
};

describe('docs/data.md', () => {
  const { file, path } = tapeFolder();
  const blocks = [...readFileSync('docs/data.md', 'utf8').matchAll(/^```\n([\s\S]*?)^```$/gm)].map(
    ([, text]) => text ?? '',
  );
  let sample = '';
  let runs = 0;
  for (const block of blocks) {
    if (!block.startsWith('$')) {
      sample = block;
      continue;
    }
    const content = sample;
    const [command = '', printed = ''] = block.split('\n');
    const [name = '', ...flags] = command.replace(/^.* --data /, '').split(' ');
    if (!name.endsWith('.csv')) continue; // an archive in folders is in the tests of LEAN
    runs += 1;
    it(`shows what is printed for ${name} ${flags.join(' ')}`, async () => {
      const given = flags.flatMap((flag, i) => (i % 2 === 0 ? [optionOf(flag, flags[i + 1] ?? '')] : []));
      const paths = [file(name, content)];
      const resolveSymbol = () => FUTURE;

      const told = await openFiles(
        Object.assign(
          { paths, defaultToken: FUTURE, resolveSymbol, tickSizeOf: () => 0.1 },
          ...given,
        ) as GivenOptions,
      ).then(
        (files) => files.map((opened) => `${opened.file.path}: ${opened.file.mapping}`).join('\n'),
        (error: unknown) => {
          if (!isFailure(error)) throw error;
          return `rxtape: ${error.message}`;
        },
      );

      expect(told.replaceAll(path(name), name)).to.equal(printed);
    });
  }

  it('has examples', () => {
    expect(runs).to.be.greaterThan(15);
  });
});

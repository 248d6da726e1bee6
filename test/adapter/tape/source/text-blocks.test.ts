import { expect } from 'chai';
import fc from 'fast-check';
import { tableBlocks, textBlocks } from '../../../../src/adapter/tape/source/text-blocks.js';
import { DataError } from '../../../../src/domain/failure.js';
import { rejection } from '../../../support/rejection.js';
import { sourceOf } from '../source-of.js';
import { tapeFolder } from '../tape-folder.js';

describe('textBlocks', () => {
  const { file } = tapeFolder();
  const read = async (
    bytes: Buffer | string,
    blockBytes = 1 << 16,
    blocks: typeof textBlocks = textBlocks,
  ): Promise<string> => {
    let text = '';
    for await (const block of blocks(await sourceOf(file('x.csv', bytes)), blockBytes)) {
      expect(block.text.endsWith('\n')).to.equal(true);
      text += block.text;
    }
    return text;
  };

  it('ends every line in a newline, whichever end the file has, in pieces of any size', async () => {
    const line = fc.stringMatching(/^[a-z0-9,é]{0,9}$/);
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { minLength: 1, maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (lines, end, isMarked, blockBytes) => {
          const text = `${isMarked ? '\uFEFF' : ''}${lines.join(end)}${end}`;

          expect(await read(text, blockBytes)).to.equal(`${lines.join('\n')}\n`);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('reads a long text of which every line ends in a return alone', async () => {
    const lines = Array.from({ length: 5_000 }, (_, i) => `${i},100.5`);

    expect(await read(lines.join('\r'), 1 << 14)).to.equal(`${lines.join('\n')}\n`);
  });

  it('refuses UTF-16 and bytes that are no text, and says what to do', async () => {
    const text = 'time,ltp\n2025-12-29 09:15:00,100\n';
    for (const [bytes, says] of [
      [Buffer.from(`\uFEFF${text}`, 'utf16le'), /x\.csv: UTF-16 text; save it as UTF-8/],
      [Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), /x\.csv: UTF-16 text/],
      [Buffer.from(text, 'utf16le'), /x\.csv: not UTF-8 text: .* save it as UTF-8 if it is UTF-16/],
      [Buffer.alloc(2 << 20, 'x'), /x\.csv: a line longer than 1 MiB/],
    ] as const)
      expect(await rejection(read(bytes)))
        .to.be.instanceOf(DataError)
        .with.property('message')
        .that.matches(says);
  });

  it('leaves out what stands before a table: comments, and the sign of a spreadsheet', async () => {
    const cases: Readonly<Record<string, string>> = {
      '# made by x\n# on a day, at noon\ntime,ltp,vol\n1,2,3\n': 'time,ltp,vol\n1,2,3\n',
      '#\n\n  # x\n\ntime,ltp\n': 'time,ltp\n',
      'sep=;\ntime;ltp\n': 'time;ltp\n',
      '# time,ltp\n1,2\n': 'time,ltp\n1,2\n',
      '## one\n#time;ltp;vol\n1;2;3\n': 'time;ltp;vol\n1;2;3\n',
      'time,ltp\n#1,2\n': 'time,ltp\n#1,2\n',
      '\n\ntime,ltp\n': '\n\ntime,ltp\n',
    };
    for (const [text, table] of Object.entries(cases))
      for (const blockBytes of [1, 7, 1 << 16])
        expect(await read(text, blockBytes, tableBlocks), JSON.stringify(text)).to.equal(table);
  });
});

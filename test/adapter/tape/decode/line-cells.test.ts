import { expect } from 'chai';
import fc from 'fast-check';
import { LineCells } from '../../../../src/adapter/tape/decode/line-cells.js';
import { textCache } from '../../../../src/adapter/tape/decode/text-cache.js';

const WIDTH = 4;

describe('LineCells', () => {
  it('tells the cells of plain lines of any width and either line end, and counts the blank ones', () => {
    const cell = fc.oneof(fc.stringMatching(/^[a-z0-9.]{0,3}$/), fc.constantFrom('₹ 5', 'é', '\r', 'a\rb'));
    const line = fc.record({
      cells: fc.array(cell, { minLength: 1, maxLength: 6 }),
      end: fc.constantFrom('\n', '\r\n'),
    });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.constantFrom(',', '\t', ';'), (lines, delimiter) => {
        const text = lines.map(({ cells, end }) => cells.join(delimiter) + end).join('');
        const walked = new LineCells(Buffer.from(text), WIDTH, delimiter, textCache());
        const rows: unknown[] = [];
        while (walked.moveOn()) {
          const positions = Array.from({ length: Math.min(WIDTH, walked.count) }, (_, i) => i);
          rows.push({
            count: walked.count,
            cells: positions.map((position) => walked.cell(position)),
            names: positions.map((position) => walked.name(position)),
            texts: walked.texts(),
          });
        }

        const split = text
          .split('\n')
          .slice(0, -1)
          .map((each) => each.replace(/\r$/, ''));
        const expected = split
          .filter((each) => each !== '')
          .map((each) => each.split(delimiter))
          .map((cells) => ({
            count: cells.length,
            cells: cells.slice(0, WIDTH),
            names: cells.slice(0, WIDTH),
            texts: cells,
          }));
        expect(rows).to.deep.equal(expected);
        expect(walked.blanks).to.equal(split.length - expected.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it('has nothing in a column that is not there', () => {
    const line = new LineCells(Buffer.from('a,b\n'), 2, ',', textCache());
    line.moveOn();

    expect([line.cell(-1), line.name(-1)]).to.deep.equal(['', '']);
  });
});

describe('textCache', () => {
  it('decodes any text, however many there are and in whatever order they come', () => {
    const texts = fc.array(fc.oneof(fc.nat(20_000).map(String), fc.string({ unit: 'binary' })), {
      minLength: 100,
      maxLength: 500,
    });
    const textOf = textCache();
    fc.assert(
      fc.property(texts, fc.nat(9), (drawn, offset) => {
        const read = [...drawn, ...drawn].map((text) => {
          const bytes = Buffer.from(`${'x'.repeat(offset)}${text}yy`);
          return textOf(bytes, offset, bytes.length - 2);
        });

        expect(read).to.deep.equal([...drawn, ...drawn]);
      }),
      { numRuns: 200 },
    );
  });
});

import { expect } from 'chai';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { splitExactly } from '../../../../src/adapter/tape/decode/csv-rows.js';

/** Rows of `text`, given to the splitter in pieces that end where lines do, `lines` at a time. */
const rowsOf = (text: string, lines: number): { rows: string[][]; blanks: number; rest: string } => {
  const all: string[][] = [];
  let blanks = 0;
  let rest = '';
  const ends = text.match(/[^\n]*\n/g) ?? [];
  for (let i = 0; i < ends.length; i += lines) {
    let rows: string[][] = [];
    const left = splitExactly(rest + ends.slice(i, i + lines).join(''), ',', {
      begin: () => {
        rows = [];
      },
      take: (cells) => rows.push([...cells]),
    });
    rest = left.rest;
    blanks += left.blanks;
    all.push(...rows);
  }
  return { rows: all, blanks, rest };
};

describe('splitExactly', () => {
  it('splits plain lines of any width, and counts the blank ones', () => {
    const cell = fc.stringMatching(/^[a-z0-9.]{0,3}$/);
    const line = fc.array(cell, { maxLength: 6 }).map((cells) => cells.join(','));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (lines, piece) => {
        const { rows, blanks } = rowsOf(lines.map((each) => `${each}\n`).join(''), piece);

        expect(rows).to.deep.equal(lines.filter((each) => each !== '').map((each) => each.split(',')));
        expect(blanks).to.equal(lines.filter((each) => each === '').length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads back what csv-stringify quotes, wherever the text is cut', () => {
    const cell = fc.oneof(fc.stringMatching(/^[a-z0-9.]{0,3}$/), fc.stringMatching(/^[",\n a-z]{0,5}$/));
    const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 8 });
    fc.assert(
      fc.property(table, fc.integer({ min: 1, max: 4 }), (rows, piece) => {
        const text = stringify(rows, { quoted_empty: true });

        expect(rowsOf(text, piece)).to.deep.equal({ rows, blanks: 0, rest: '' });
      }),
      { numRuns: 1_000 },
    );
  });

  it('keeps back the row whose quote is still open', () => {
    expect(rowsOf('a,b\n1,"2\n', 9)).to.deep.equal({ rows: [['a', 'b']], blanks: 0, rest: '1,"2\n' });
  });
});

import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { parseMoment } from '../../src/codec/moment.js';

const utc = (text: string, end?: boolean): string =>
  E.match(
    (problem: string) => problem,
    (at: number) => new Date(at).toISOString(),
  )(parseMoment(text, end));

describe('parseMoment', () => {
  for (const [text, moment] of [
    ['2025-12-29', '2025-12-28T18:30:00.000Z'], // midnight in India
    ['2025-12-29T10:00', '2025-12-29T04:30:00.000Z'],
    ['2025-12-29 10:00', '2025-12-29T04:30:00.000Z'],
    ['2025-12-29T10:00:30', '2025-12-29T04:30:30.000Z'],
    ['2025-12-29 10:00:30.5', '2025-12-29T04:30:30.500Z'],
    ['2025-12-29T10:00:30.005', '2025-12-29T04:30:30.005Z'],
    ['2025-12-29T10:00Z', '2025-12-29T10:00:00.000Z'],
    ['2025-12-29T10:00+05:30', '2025-12-29T04:30:00.000Z'],
    ['2025-12-29T10:00:00-05:00', '2025-12-29T15:00:00.000Z'],
    ['2024-02-29', '2024-02-28T18:30:00.000Z'],
  ] as const)
    it(`reads ${text}`, () => {
      expect(utc(text)).to.equal(moment);
    });

  it('reads a date as the end of a span as the first moment of the next day', () => {
    expect(utc('2025-12-29', true)).to.equal('2025-12-29T18:30:00.000Z');
    expect(utc('2025-12-31', true)).to.equal('2025-12-31T18:30:00.000Z');
    expect(utc('2025-12-29T10:00', true)).to.equal('2025-12-29T04:30:00.000Z');
  });

  for (const text of [
    '',
    'today',
    '29-12-2025',
    '2025-12',
    '2025-13-01',
    '2025-00-10',
    '2025-02-30',
    '2025-02-29T10:00',
    '2025-04-31T10:00Z',
    '2025-12-29T25:00',
    '2025-12-29T10:61',
    '2025-12-29T10',
    '2025-12-29T10:00+25:00',
    '2025-12-29T10:00 IST',
    ' 2025-12-29',
    '2025-12-29\n',
    '1767000000000',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => {
      expect(utc(text)).to.equal(
        `"${text}" is no moment; write 2025-12-29 or 2025-12-29T10:00 (IST unless it has a zone)`,
      );
    });
});

import { expect } from 'chai';
import { delimiterOf } from '../../../../src/adapter/tape/decode/delimiter.js';
import { DataError } from '../../../../src/domain/failure.js';
import { rejection } from '../../../support/rejection.js';
import { ACC } from '../../../support/instrument.js';
import { play, tapeFolder, touchlines } from '../tape-folder.js';

describe('delimiterOf', () => {
  const { file } = tapeFolder();

  it('goes by header and rows, outside quotes', () => {
    const cases: Readonly<Record<string, string | undefined>> = {
      'time,ltp\n1,2\n': ',',
      'time\tltp\n1\t2\n': '\t',
      'time;ltp\n1;2\n': ';',
      'time|ltp\n1|2\n': '|',
      'time;ltp\n09:15;1234,5\n09:16;1235,5\n': ';',
      'time;open;close\n1;1,5;2,5\n': ';',
      '2025-12-29 09:15:00;1234,5\n2025-12-29 09:15:01;1234,6\n': ';',
      'time,note,ltp\n1,a;b,2\n2,c;d,3\n': ',',
      'at,kind,token,last\n1,tk,NSE|22,5\n2,tf,NSE|22,6\n': ',',
      '1,tk,NSE|22,5\n2,tf,NSE|22,6\n': ',',
      '"a;b;c",ltp\n"1;2;3",5\n': ',',
      'ltp\n5\n': ',',
      '\n\ntime;ltp\n1;2\n': ';',
      '': undefined,
      '\n\n': undefined,
    };
    for (const [text, delimiter] of Object.entries(cases))
      expect(delimiterOf(text), JSON.stringify(text)).to.equal(delimiter);
  });

  it('never makes another price of a decimal comma', async () => {
    for (const text of [
      'time;ltp\n2025-12-29T09:15:00+05:30;1234,5\n',
      'time\tltp\n2025-12-29T09:15:00+05:30\t1.234,5\n',
      'time;ltp\n2025-12-29T09:15:00+05:30;"1,234"\n',
    ])
      expect(await rejection(play({ paths: [file('comma.csv', text)], defaultToken: ACC })))
        .to.be.instanceOf(DataError)
        .with.property('message')
        .that.matches(/comma\.csv: row 1.*"ltp".*,/);
  });

  it('reads the same rows whatever lies between their cells', async () => {
    const rows = [
      'time,ltp,remark',
      '2025-12-29T09:15:00+05:30,100.5,"a,;|b"',
      '2025-12-29T09:15:01+05:30,101,',
    ];
    const expected = [100.5, 101];
    for (const delimiter of [',', ';', '|', '\t']) {
      const text = rows.map((row) => row.replace(/,(?=[^"]*(?:"[^"]*"[^"]*)*$)/g, delimiter)).join('\r');
      const played = touchlines(await play({ paths: [file('any.txt', text)], defaultToken: ACC }));
      expect(
        played.map(({ last }) => last),
        delimiter,
      ).to.deep.equal(expected);
    }
  });
});

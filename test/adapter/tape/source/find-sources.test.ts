import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { findSources } from '../../../../src/adapter/tape/source/find-sources.js';
import type { Source } from '../../../../src/adapter/tape/source/source.js';
import { DataError, UsageError } from '../../../../src/domain/failure.js';
import { realData } from '../../../real/real-data.js';
import { joined } from '../../../support/pieces.js';
import { rejection } from '../../../support/rejection.js';
import { unzip, zipOf } from '../../../support/zip.js';
import { zstdStored } from '../../../support/zstd.js';
import { tapeFolder } from '../tape-folder.js';

const TABLE = 'time,ltp\n2025-12-29T09:15:00+05:30,100\n';

const found = async (...paths: readonly string[]): Promise<readonly Source[]> =>
  (await findSources(paths)).map((source) => {
    if (E.isLeft(source)) throw source.left.failure;
    return source.right;
  });

const textOf = async (source: Source, blockBytes = 1 << 16): Promise<string> =>
  (await joined(source.open(blockBytes))).toString();

/** Files of ours that are open. */
const openFiles = (): number => readdirSync('/proc/self/fd').length;

describe('findSources: names and first bytes', () => {
  const { path, file } = tapeFolder();

  it('finds every table of a folder and nothing beside them', async () => {
    const tables = [
      'a.CSV', 'b.csv.gz', 'c.tsv', 'd.psv', 'e.txt', 'f.txt.zst', 'g.ndjson', 'h.jsonl.gz', 'i.json', 'btc_20240808.gz',
      'deep/er/j.csv', 'date=2025-12-29/k.csv',
    ]; // prettier-ignore
    const others = [
      'SOURCE.md', 'LICENSE.txt', 'license.upstream.txt', 'README.txt', 'Readme.csv', '.hidden.csv', '.git/x.csv', '_SUCCESS',
      '_metadata', '_delta_log/0.json', '__MACOSX/x.csv', 'metadata.json', 'package.json', 'x.py', 'logs.tar.gz', 'a.csv.crc',
    ]; // prettier-ignore
    for (const name of tables)
      file(
        `all/${name}`,
        name.endsWith('gz') ? gzipSync(TABLE) : name.endsWith('zst') ? zstdStored(Buffer.from(TABLE)) : TABLE,
      );
    for (const name of others) file(`all/${name}`, TABLE);

    const sources = await found(path('all'));

    expect(sources.map(({ name }) => name.slice(path('all').length + 1))).to.deep.equal([...tables].sort());
    for (const source of sources) expect(await textOf(source), source.name).to.equal(TABLE);
    expect(sources.every(({ notes, name }) => notes.length === 0 || name.endsWith('json'))).to.equal(true);
  });

  it('goes by what the first bytes are where the name says otherwise, and says so', async () => {
    const cases: readonly (readonly [
      name: string,
      content: Buffer | string,
      format: string,
      note: RegExp,
    ])[] = [
      ['packed.csv', gzipSync(TABLE), 'csv', /packed by gzip, which its name does not say/],
      ['packed.tsv', zstdStored(Buffer.from(TABLE)), 'csv', /packed by zstd/],
      ['plain.csv.gz', TABLE, 'csv', /not packed, whatever its name says/],
      ['frames.csv', '{"recv":1,"frame":{}}\n', 'json', /JSON, whatever its name says/],
      ['frames.gz', gzipSync('1723161255013459000 {"stream":"x"}\n'), 'json', /^$/],
      ['frames.txt', ' [ {"Item":1}]', 'json', /JSON/],
      ['columns.csv', Buffer.from('PAR1 and so on'), 'parquet', /PARQUET, whatever its name says/],
      ['columns.parq', Buffer.from('PAR1 and so on'), 'parquet', /^$/],
    ];
    for (const [name, content, format, note] of cases) {
      const [source] = await found(file(`magic/${name}`, content));
      expect(source?.format, name).to.equal(format);
      expect(source?.notes.join('; '), name).to.match(note);
    }
  });

  it('tells what a file of another kind is, and what to do', async () => {
    const cases: Readonly<Record<string, readonly [Buffer | string, RegExp]>> = {
      'x.dat': ['a,b\n', /no tape; a tape's name ends in .*\.parquet/],
      'x.csv': [Buffer.from('\xfd7zXZ\x00\x00', 'latin1'), /packed by xz; unpack it first/],
      'y.csv': [Buffer.from('BZh91AY&SY', 'latin1'), /bzip2/],
      'z.csv': [Buffer.from('SQLite format 3\x00'), /SQLite/],
      'x.parquet.gz': [gzipSync('PAR1'), /Parquet is packed in itself and read in places; unpack it first/],
    };
    for (const [name, [content, message]] of Object.entries(cases)) {
      const error = await rejection(found(file(`foreign/${name}`, content)));
      expect(error, name).to.be.instanceOf(UsageError).with.property('message').that.matches(message);
      expect(String(error)).to.include(name);
    }
  });

  it('takes the key=value folders of a path as partitions', async () => {
    const [source] = await found(
      file('p/date=2025-12-29/symbol=M%26M/part=__HIVE_DEFAULT_PARTITION__/off=50%/x.csv', TABLE),
    );

    expect([...(source?.partitions ?? [])]).to.deep.equal([
      ['date', '2025-12-29'],
      ['symbol', 'M&M'],
      ['off', '50%'],
    ]);
  });

  it('puts a file that cannot be read in its place, and finds the others', async () => {
    file('mixed/a.csv', TABLE);
    file('mixed/b.csv.gz', gzipSync(TABLE).subarray(0, 12));
    file('mixed/c.csv', TABLE);

    const sources = await findSources([path('mixed')]);

    expect(sources.map((source) => (E.isRight(source) ? 'read' : source.left.failure.message))).to.deep.equal(
      ['read', `${path('mixed/b.csv.gz')}: cannot be read: unexpected end of file`, 'read'],
    );
  });
});

describe('findSources: archives', () => {
  const { path, file } = tapeFolder();

  it('makes a source of every table in an archive, stored or deflated, zip64 or not, with gzip inside too', async () => {
    const long = 'time,ltp\n'.repeat(60_000);
    const archive = file(
      'x.ZIP',
      await zipOf([
        { name: 'deep/date=2025-12-29/b.csv', bytes: TABLE },
        { name: 'a.csv', bytes: long, isStored: true },
        { name: 'c.tsv', bytes: long, isZip64: true },
        { name: 'd.csv.gz', bytes: gzipSync(TABLE) },
        { name: 'README.txt', bytes: 'x' },
        { name: '__MACOSX/._a.csv', bytes: 'x' },
        { name: 'chart.png', bytes: 'x' },
      ]),
    );

    const sources = await found(archive);

    expect(sources.map(({ name }) => name)).to.deep.equal(
      ['a.csv', 'c.tsv', 'd.csv.gz', 'deep/date=2025-12-29/b.csv'].map((entry) => `${archive}: ${entry}`),
    );
    const texts = await Promise.all(sources.map((source) => textOf(source, 1_000)));
    expect(texts.map((text) => (text === long ? 'long' : text))).to.deep.equal([
      'long',
      'long',
      TABLE,
      TABLE,
    ]);
    expect(sources[3]?.partitions.get('date')).to.equal('2025-12-29');
    for (const source of sources) {
      const bytes = source.open(1 << 12);
      await joined(bytes);
      expect(bytes.bytesRead).to.equal(source.bytes);
    }
  });

  it('refuses an archive that is empty, has no table, or holds what cannot be read, by name', async () => {
    const encrypted = await zipOf([{ name: 'a.csv', bytes: TABLE }]);
    for (const at of [6, encrypted.indexOf('PK\x01\x02') + 8])
      encrypted.writeUInt16LE(encrypted.readUInt16LE(at) | 1, at);
    const lzma = await zipOf([{ name: 'a.csv', bytes: TABLE }]);
    for (const at of [8, lzma.indexOf('PK\x01\x02') + 10]) lzma.writeUInt16LE(14, at);
    const cases: readonly (readonly [Buffer, RegExp])[] = [
      [await zipOf([]), /bad\.zip: no table in this archive .*; it is empty/],
      [
        await zipOf([
          { name: 'xl/workbook.xml', bytes: '' },
          { name: 'a.bin', bytes: '' },
        ]),
        /bad\.zip: no table .*; it holds xl\/workbook\.xml, a\.bin/,
      ],
      [encrypted, /bad\.zip: a\.csv: encrypted; unpack it with its password first/],
      [lzma, /bad\.zip: a\.csv: packed by method 14/],
      [
        await zipOf([{ name: 'in.zip', bytes: await zipOf([]) }]),
        /bad\.zip: in\.zip: an archive in an archive/,
      ],
      [
        await zipOf([{ name: 'a.parquet', bytes: 'PAR1' }]),
        /bad\.zip: a\.parquet: Parquet is packed in itself/,
      ],
      [
        await zipOf([
          { name: 'a.csv', bytes: TABLE },
          { name: 'a.tsv', bytes: TABLE },
        ]),
        /a\.csv and a\.tsv: the same tape in two formats/,
      ],
      [Buffer.from('no archive at all'), /bad\.zip: not a whole zip archive/],
    ];
    for (const [bytes, message] of cases)
      expect(String(await rejection(found(file('bad.zip', bytes))))).to.match(message);
  });

  it('makes an error or the same text of an archive cut off at any byte or with any bit flipped', async () => {
    const whole = await zipOf([
      { name: 'a.csv', bytes: TABLE },
      { name: 'b.csv', bytes: TABLE.repeat(3), isStored: true },
    ]);
    const texts = new Set([TABLE, TABLE.repeat(3)]);
    let errors = 0;
    const attempt = async (bytes: Buffer, what: string): Promise<void> => {
      try {
        for (const source of await found(file('broken.zip', bytes)))
          expect(texts.has(await textOf(source)), what).to.equal(true);
      } catch (error) {
        if (!(error instanceof DataError || error instanceof UsageError)) throw error;
        expect(error.message).to.include('broken.zip');
        errors += 1;
      }
    };
    for (let end = 0; end < whole.length; end += 1) await attempt(whole.subarray(0, end), `cut at ${end}`);
    expect(errors).to.be.within(whole.length - 4, whole.length); // fewer than four bytes are no archive's
    for (let bit = 0; bit < 8 * whole.length; bit += 3) {
      const flipped = Buffer.from(whole);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await attempt(flipped, `bit ${bit}`);
    }
  });

  it('reads a plain zip named .zip.zip, and one named .csv', async () => {
    const bytes = await zipOf([{ name: 'a.csv', bytes: TABLE }]);

    for (const name of ['x.zip.zip', 'y.csv']) {
      const [source] = await found(file(name, bytes));
      expect(source?.name).to.equal(`${path(name)}: a.csv`);
    }
  });

  it('unpacks every entry of the real LEAN archives to the bytes that plain unpacking gives', async function () {
    if (realData === undefined) return;
    this.timeout(120_000);
    let entries = 0;
    for (const set of ['in-minute-bars-lean', 'us-option-minute-lean', 'us-ticks-lean-2013']) {
      const contents = new Map<string, ReadonlyMap<string, Buffer>>();
      for (const source of await found(join(realData, set))) {
        const plain = contents.get(source.path) ?? unzip(readFileSync(source.path));
        contents.set(source.path, plain);
        entries += 1;

        const bytes = await joined(source.open(1 << 15));

        expect(bytes.equals(plain.get(source.entry ?? '') ?? Buffer.alloc(0)), source.name).to.equal(true);
        expect(basename(source.path)).to.match(/\.zip$/);
      }
    }
    expect(entries).to.equal(504);
  });
});

describe('Source.open', () => {
  const { file } = tapeFolder();
  const rows = Array.from({ length: 20_000 }, (_, i) => `${i},${(i * 7919) % 977}\n`).join('');

  it('closes its file when nobody reads on, and when its bytes are broken', async () => {
    const packed = gzipSync(rows);
    const paths = [
      file('a.csv', rows),
      file('b.csv.gz', packed),
      file('c.csv.zst', zstdStored(Buffer.from(rows))),
      file('d.zip', await zipOf([{ name: 'd.csv', bytes: rows }])),
      file('e.csv.gz', packed.subarray(0, packed.length - 100)),
    ];
    const sources = await found(...paths);
    const before = openFiles();

    for (const source of sources) {
      for (let times = 0; times < 3; times += 1) {
        for await (const piece of source.open(1_000)) {
          expect(piece.length).to.be.greaterThan(0);
          break;
        }
      }
    }
    expect(await rejection(textOf(sources[4] as Source))).to.be.instanceOf(DataError);
    for (const source of sources.slice(0, 4)) expect(await textOf(source)).to.equal(rows);

    await new Promise(setImmediate);
    expect(openFiles()).to.be.at.most(before);
  });

  it('names a file that is gone or has become shorter since it was found', async () => {
    const { rmSync, writeFileSync } = await import('node:fs');
    for (const [name, bytes] of [
      ['gone.csv', Buffer.from(rows)],
      ['gone.csv.gz', gzipSync(rows)],
      ['gone.zip', await zipOf([{ name: 'a.csv', bytes: rows }])],
    ] as const) {
      const [source] = await found(file(name, bytes));
      if (source === undefined) throw new Error('none found');
      writeFileSync(source.path, bytes.subarray(0, bytes.length / 2));
      const short = await rejection(textOf(source));
      expect(short, name).to.be.instanceOf(DataError).with.property('message').that.includes(name);
      rmSync(source.path);
      const gone = await rejection(textOf(source));
      expect(gone, name).to.be.instanceOf(DataError).with.property('message').that.includes(name);
    }
  });
});

import type { Random } from './random.js';

/** A few of the ways in which files get broken, one to three of them one after the other. */
export const mutateBytes = (bytes: Buffer, other: Buffer, random: Random): Buffer => {
  let broken: Buffer = Buffer.from(bytes);
  for (let n = 1 + random.below(3); n > 0; n -= 1) broken = random.of(BYTE_WAYS)(broken, other, random);
  return broken;
};

/** As {@link mutateBytes}; of every second one only bytes of pages are changed, so that its footer is whole. */
export const mutateParquet = (bytes: Buffer, other: Buffer, random: Random): Buffer => {
  if (random.below(2) === 0) return mutateBytes(bytes, other, random);
  const pagesEnd = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8);
  const changed = Buffer.from(bytes);
  for (let n = 1 + random.below(4); n > 0; n -= 1) {
    const at = 4 + random.below(pagesEnd - 4);
    const old = changed[at] ?? 0;
    changed[at] = random.of([old ^ (1 << random.below(8)), random.below(256), 0, 0x7f, 0xff, old + 1]);
  }
  return changed;
};

/** As {@link mutateBytes}, and ways that take a text for lines and cells. */
export const mutateText = (text: string, other: string, random: Random): Buffer => {
  let broken = text;
  for (let n = random.below(3); n > 0; n -= 1) broken = random.of(TEXT_WAYS)(broken, random);
  const bytes = Buffer.from(broken);
  return broken === text || random.below(2) === 0 ? mutateBytes(bytes, Buffer.from(other), random) : bytes;
};

type ByteWay = (bytes: Buffer, other: Buffer, random: Random) => Buffer;

const place = (bytes: Buffer, random: Random): number => random.below(bytes.length + 1);

const piece = (bytes: Buffer, random: Random): Buffer => {
  const start = place(bytes, random);
  return bytes.subarray(start, start + random.below(64));
};

const inserted = (bytes: Buffer, at: number, more: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);

const overwritten = (bytes: Buffer, random: Random, value: (old: number) => number): Buffer => {
  if (bytes.length === 0) return bytes;
  const changed = Buffer.from(bytes);
  const at = random.below(bytes.length);
  changed[at] = value(changed[at] ?? 0);
  return changed;
};

const BYTE_WAYS: readonly ByteWay[] = [
  (bytes, _, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, _, random) => bytes.subarray(0, Math.max(0, bytes.length - 1 - random.below(16))),
  (bytes, _, random) => bytes.subarray(random.below(16)),
  (bytes, _, random) => overwritten(bytes, random, (old) => old ^ (1 << random.below(8))),
  (bytes, _, random) => overwritten(bytes, random, (old) => old ^ (1 << random.below(8))),
  (bytes, _, random) => overwritten(bytes, random, () => random.below(256)),
  (bytes, _, random) => overwritten(bytes, random, () => random.of([0, 0x7f, 0x80, 0xff])),
  (bytes, _, random) => {
    const start = place(bytes, random);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + random.below(32))]);
  },
  (bytes, _, random) => inserted(bytes, place(bytes, random), piece(bytes, random)),
  (bytes, other, random) => inserted(bytes, place(bytes, random), piece(other, random)),
  (bytes, other, random) =>
    Buffer.concat([bytes.subarray(0, place(bytes, random)), other.subarray(place(other, random))]),
  (bytes, _, random) => {
    const [a, b] = [place(bytes, random), place(bytes, random)];
    const length = random.below(24);
    const changed = Buffer.from(bytes);
    bytes.copy(changed, a, b, b + length);
    return changed;
  },
];

type TextWay = (text: string, random: Random) => string;

/** Text that other programs, other countries and other mistakes put into a cell. */
const ODD_CELLS = [
  '', ' ', '"', '""', '"1', '1"2', '"1,2"', 'NaN', 'nan', 'inf', '-inf', 'null', 'None', '-', '-1', '-0', '+5', '1e3',
  '1e400', '1E-5', '0x10', '1_000', '1,000.5', '1.', '.5', '1..2', '00012', ' 7', '7 ', '\t7', '१२', '٣', '7\u00a0',
  '99999999999999999999', '0.1234567890123456789', '1000000000', '999999999.9999', '123456789012345678', 'tk', 'tf',
  'NSE|22', 'NSE|1594', '1767584700000', '1767584700', '2026-01-05 09:15:00', '2026-13-05 09:15:00', '\uFEFF', '7\r',
  '\0', 'é', '😀', '#', '=1+1', '7%', 'true', '1;2', '1\t2',
]; // prettier-ignore

const withLine = (text: string, random: Random, change: (lines: string[], at: number) => void): string => {
  const lines = text.split('\n');
  change(lines, random.below(lines.length));
  return lines.join('\n');
};

const withCells = (line: string, change: (cells: string[]) => void): string => {
  const delimiter = [',', ';', '\t'].find((candidate) => line.includes(candidate)) ?? ',';
  const cells = line.split(delimiter);
  change(cells);
  return cells.join(delimiter);
};

const swapped = (values: string[], a: number, b: number): void => {
  [values[a], values[b]] = [values[b] ?? '', values[a] ?? ''];
};

const TEXT_WAYS: readonly TextWay[] = [
  (text, random) =>
    withLine(text, random, (lines, at) => {
      lines[at] = withCells(lines[at] ?? '', (cells) => {
        cells[random.below(cells.length)] = random.of(ODD_CELLS);
      });
    }),
  (text, random) =>
    withLine(text, random, (lines, at) => {
      lines[at] = withCells(lines[at] ?? '', (cells) => {
        const cell = random.below(cells.length);
        const value = cells[cell] ?? '';
        const digit = random.below(value.length + 1);
        cells[cell] = value.slice(0, digit) + String(random.below(10)) + value.slice(digit + random.below(2));
      });
    }),
  (text, random) =>
    withLine(text, random, (lines, at) => {
      lines[at] = withCells(lines[at] ?? '', (cells) => {
        swapped(cells, random.below(cells.length), random.below(cells.length));
      });
    }),
  (text, random) =>
    withLine(text, random, (lines, at) => {
      swapped(lines, at, random.below(lines.length));
    }),
  (text, random) =>
    withLine(text, random, (lines, at) => {
      lines.splice(at, 1);
    }),
  (text, random) =>
    withLine(text, random, (lines, at) => {
      lines.splice(random.below(lines.length), 0, lines[at] ?? '');
    }),
  (text, random) =>
    withLine(text, random, (lines, at) => {
      lines.splice(at, 0, random.of(['', ' ', ',,,', '#', '"', 'x']));
    }),
  (text, random) => {
    // Two columns swapped in every line, the header included or not.
    const [a, b, from] = [random.below(8), random.below(8), random.below(2)];
    const swap = (line: string, i: number): string =>
      i < from || line === ''
        ? line
        : withCells(line, (cells) => {
            if (a < cells.length && b < cells.length) swapped(cells, a, b);
          });
    return text.split('\n').map(swap).join('\n');
  },
  (text) => text.replaceAll('\n', '\r\n'),
  (text) => `\uFEFF${text}`,
  (text) => text.trimEnd(),
  (text, random) => text.replaceAll(',', random.of([';', '\t', ', ', ' '])),
];

import { parquetHeader } from 'hyparquet/src/column.js';
import { decompressPage } from 'hyparquet/src/datapage.js';
import { codecs } from './parquet-codecs.js';
import type { ColumnChunk } from './plain-chunk.js';

/**
 * Whether every row of a chunk is null, by what its pages say of each row and not by its statistics, which some
 * writers get wrong. It costs nothing by row where the nulls are told as one run; false where they are told
 * otherwise, and the values have to be read. Throws what the package throws for broken bytes.
 */
export const isAllNull = ({ bytes, column, element, rows }: ColumnChunk): boolean => {
  if (element.repetition_type !== 'OPTIONAL') return false;
  const reader = { view: new DataView(bytes), offset: 0 };
  let seen = 0;
  while (seen < rows && reader.offset < bytes.byteLength) {
    const header = parquetHeader(reader);
    const page = new Uint8Array(bytes, reader.offset, header.compressed_page_size);
    reader.offset += header.compressed_page_size;
    const { data_page_header: v1, data_page_header_v2: v2 } = header;
    if (v1 !== undefined) {
      const levels = decompressPage(page, header.uncompressed_page_size, column.codec, codecs);
      // The levels stand behind their length in four bytes.
      if (!isRunOfNulls(levels.subarray(4), v1.num_values)) return false;
      seen += v1.num_values;
    } else if (v2 !== undefined) {
      const levels = page.subarray(0, v2.definition_levels_byte_length);
      if (!isRunOfNulls(levels, v2.num_values)) return false;
      seen += v2.num_values;
    }
  }
  return seen === rows;
};

/** Whether `levels` begins with one run of at least `count` zeros. */
const isRunOfNulls = (levels: Uint8Array, count: number): boolean => {
  let length = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = levels[i] ?? 0;
    length += (byte & 0x7f) * 2 ** (7 * i);
    // The lowest bit says that levels follow each in a bit, not in a run.
    if (byte < 0x80) return length % 2 === 0 && Math.floor(length / 2) >= count && levels[i + 1] === 0;
  }
  return false;
};

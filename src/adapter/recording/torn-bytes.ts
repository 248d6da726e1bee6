import { open } from 'node:fs/promises';

const BLOCK_BYTES = 1 << 16;
const NEWLINE = 10;

/** Bytes behind the last newline of a file: of a line that was never whole. 0 for a file that is not there. */
export const tornBytes = async (path: string): Promise<number> => {
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return 0;
  try {
    const { size } = await file.stat();
    const block = Buffer.alloc(BLOCK_BYTES);
    for (let end = size; end > 0;) {
      const start = Math.max(0, end - BLOCK_BYTES);
      const { bytesRead } = await file.read(block, 0, end - start, start);
      const newline = block.subarray(0, bytesRead).lastIndexOf(NEWLINE);
      if (newline >= 0) return size - (start + newline + 1);
      end = start;
    }
    return size;
  } finally {
    await file.close();
  }
};

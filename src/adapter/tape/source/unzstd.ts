import { Decompress } from 'fzstd';

/** What Zstandard frames hold, one behind the other. */
export async function* unzstd(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let out: Buffer[] = [];
  const decompress = new Decompress((data) => {
    if (data.length > 0) out.push(Buffer.from(data));
  });
  for await (const chunk of bytes) {
    decompress.push(chunk);
    yield* out;
    out = [];
  }
  decompress.push(Buffer.alloc(0), true);
  yield* out;
}

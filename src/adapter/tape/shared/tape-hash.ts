import { createHash } from 'node:crypto';
import type { SharedTape } from './shared-tape.js';

/** SHA-256 of the messages themselves, whatever files they came from and however these were read. */
export const tapeHash = ({ tokens, pieces }: SharedTape): string => {
  const hash = createHash('sha256').update(JSON.stringify(tokens));
  const add = (name: string, values: ArrayBufferView | undefined): void => {
    hash.update(`\n${name} ${values?.byteLength ?? 0}\n`);
    if (values !== undefined)
      hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  };
  for (const { at, kind, token, flags, numbers, malformed } of pieces) {
    add('at', at);
    add('kind', kind);
    add('token', token);
    add('flags', flags);
    for (const [field, values] of Object.entries(numbers).sort(([a], [b]) => (a < b ? -1 : 1)))
      add(field, values);
    hash.update(JSON.stringify([...malformed]));
  }
  return hash.digest('hex');
};

import { createRequire } from 'node:module';

/** Version of rxtape, from its package. */
export const VERSION = (createRequire(import.meta.url)('rxtape/package.json') as { readonly version: string })
  .version;

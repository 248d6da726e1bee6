/** A thread does not take over the loader of TypeScript that its process has. */
import { register } from 'tsx/esm/api';

register();
await import('./fuzz-worker.ts');

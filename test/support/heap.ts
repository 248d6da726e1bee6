import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of the heap that are still reachable. */
export const liveHeap = (): number => {
  collect();
  collect(); // what the first left to finalizers
  return process.memoryUsage().heapUsed;
};

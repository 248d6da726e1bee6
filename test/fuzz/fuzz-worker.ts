import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { bases } from './bases.js';
import { fuzzCase } from './fuzz-case.js';
import type { Found, Share } from './fuzz.js';

const share = workerData as Share;
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
const files = bases();
const underWay = new Int32Array(share.underWay);
const found: Found = { refused: 0, read: 0, unjudged: 0, faults: [] };

let next = share.from;
const readOn = async (slot: number): Promise<void> => {
  while (next < share.to) {
    const seed = next;
    next += share.step;
    underWay[slot] = seed;
    const { kind, fault } = await fuzzCase(files, seed, folder);
    found[kind] += 1;
    if (fault !== undefined) found.faults.push({ seed, fault });
  }
  underWay[slot] = -1;
};

await Promise.all(Array.from(underWay, (_, slot) => readOn(slot)));
rmSync(folder, { recursive: true });
parentPort?.postMessage(found);

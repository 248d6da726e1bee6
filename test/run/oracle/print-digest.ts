import { RunDigest } from '../../../src/report/run-digest.js';
import { sampleEntries } from './sample-run.js';

/** A program of its own: prints the digest of the sample run, to compare processes. */
const digest = new RunDigest();
for (const entry of await sampleEntries()) digest.take(entry);
process.stdout.write(digest.hex());

import { fuzz } from './fuzz.js';

/**
 * `npm run fuzz`: 100,000 broken inputs; `npm run fuzz -- 10000` fewer, `npm run fuzz -- 1 4711` the one of seed
 * 4711. Prints what came of them as JSON, the faults with their seeds, and exits with 1 when there are any.
 */
const [cases = 100_000, from = 0] = process.argv.slice(2).map(Number);
const LIMIT_MS = 600_000;

const { refused, read, unjudged, faults } = await fuzz(from, from + cases, LIMIT_MS);
const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(
  JSON.stringify({ cases, from, refused, read, unjudged, peakMb, faults: faults.slice(0, 50) }, undefined, 2),
);
process.exitCode = faults.length === 0 ? 0 : 1;

import { tapeHash } from '../../adapter/tape/shared/tape-hash.js';
import type { SharedTape } from '../../adapter/tape/shared/shared-tape.js';
import type { SweepIdentity } from '../../codec/sweep/identity.js';
import type { Quality } from '../../domain/quality.js';
import { istTextOf } from '../../domain/session.js';
import type { EpochMs } from '../../domain/time.js';
import type { ExchangePlan } from '../../exchange/exchange-plan.js';
import type { Pipeline } from '../../operator/pipeline.js';
import { tablesInForce } from '../tables-in-force.js';
import { VERSION } from '../version.js';

/** What a folder's rows have in common: with a row's settings it is enough to get the row again. */
export const sweepIdentity = (
  pipeline: Pipeline,
  files: Readonly<Record<string, string>>,
  tape: SharedTape,
  endAt: EpochMs,
  { modelFor, charges }: ExchangePlan,
  quality: Quality,
): SweepIdentity => {
  const fills = modelFor(pipeline.fills ?? {});
  const tables = tablesInForce({ kind: 'simulated', charges: charges.name, fills }, pipeline);
  return {
    rxtape: VERSION,
    pipeline: pipeline.name,
    ...named('code', Object.entries(files)),
    tape: tapeHash(tape),
    messages: String(tape.messages),
    end: istTextOf(endAt),
    instruments: JSON.stringify([...pipeline.instruments.values()]),
    fills: JSON.stringify(fills),
    charges: charges.name,
    quality: JSON.stringify(quality),
    ...named(
      'table',
      tables.map(({ name, sha256 }) => [name, sha256]),
    ),
  };
};

const named = (what: string, hashes: readonly (readonly [string, string])[]): SweepIdentity =>
  Object.fromEntries(hashes.map(([name, sha256]) => [`${what} ${name}`, sha256]));

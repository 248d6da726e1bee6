import { PLAIN_ROWS } from '../../codec/tape-cell.js';
import { DataError, type Failure } from '../../domain/failure.js';
import { frameColumns } from './decode/frames/frame-columns.js';
import type { FrameOrigin } from './decode/frames/frame-tokens.js';
import { namedTokens } from './decode/token-source.js';
import type { OpenedFile } from './opened-file.js';
import { type Probe, probe } from './recognition/probe.js';
import type { Reading } from './recognition/reading.js';
import type { Source } from './source/source.js';

/**
 * Opens a file of messages, one a line or in an array. Rejects with a DataError when there is no market data in it,
 * and with the UsageError of a message that a setting (instrument) would mend.
 */
export const openFrames = async (
  source: Source,
  origin: FrameOrigin,
  blockBytes: number,
): Promise<OpenedFile> => {
  const { seen, ...probed } = await probeFrames(source, origin, blockBytes);
  const reading: Reading = {
    ...{
      shape: 'frames',
      form: 'tape',
      columns: [],
      hasHeader: false,
      positions: new Map(),
      rules: PLAIN_ROWS,
    },
    ...{ contract: {}, intervalMs: 0, barStamp: 'start', text: `frames: messages of ${seen.join(', ')}` },
  };
  return {
    file: {
      ...{ path: source.name, format: source.format, shape: reading.shape, bytes: source.bytes },
      mapping: [reading.text, ...source.notes].join('; '),
    },
    plan: { source, reading, tokens: namedTokens() },
    probe: probed,
    intervalMs: 0,
    columns: (firstAt) => frameColumns(source, origin, firstAt, blockBytes),
  };
};

/** Looks at the first messages, up to the first that has a time, and says whose they are. */
const probeFrames = async (
  source: Source,
  origin: FrameOrigin,
  blockBytes: number,
): Promise<Probe & { readonly seen: readonly string[] }> => {
  const seen = new Set<string>();
  let reason: Failure | undefined;
  for await (const columns of frameColumns(source, origin, NaN, blockBytes, seen)) {
    if (columns.at.subarray(0, columns.count).some((at) => !Number.isNaN(at)))
      return { ...probe(source.name, columns), seen: [...seen] };
    reason ??= [...columns.refused.values()][0];
  }
  throw reason ?? new DataError(`${source.name}: no market data in its messages`);
};

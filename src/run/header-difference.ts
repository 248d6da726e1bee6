import type { SessionHeader } from '../codec/recording/session-header.js';
import { fieldDifferences } from './field-differences.js';

/** In what a session that is to go on would be another one. */
export interface HeaderDifference {
  /** `settings.0.value: was 9, is 12`. */
  readonly what: string;
  /** Whether it is the code or its settings that are others: what a session can be gone on with all the same. */
  readonly isOfCode: boolean;
}

/**
 * The first thing in which a session that is to go on would be another one, the code last; undefined where it is the
 * same. Where the pipeline's file lies, when it starts and which feed it has may differ.
 */
export const headerDifference = (was: SessionHeader, is: SessionHeader): HeaderDifference | undefined => {
  const [world] = fieldDifferences(worldOf(was), worldOf(is), ['was', 'is']);
  if (world !== undefined) return { what: world, isOfCode: false };
  const [code] = fieldDifferences(codeOf(was), codeOf(is), ['was', 'is']);
  return code === undefined ? undefined : { what: code, isOfCode: true };
};

const worldOf = ({ name, kind, instruments, quality, broker, tables }: SessionHeader) => ({
  ...{ name, kind, quality, broker },
  tables: Object.fromEntries(tables.map((table) => [table.name, table.sha256])),
  instruments: Object.fromEntries(instruments.map((instrument) => [instrument.name, instrument])),
});

const codeOf = ({ rxtape, pipeline, settings }: SessionHeader) => ({
  ...{ rxtape, settings },
  sha256: pipeline?.sha256,
});

import type { SessionHeader } from '../codec/recording/session-header.js';
import { fieldDifferences } from './field-differences.js';

/**
 * The first thing in which a session that is to go on would be another one; undefined where it is the same. Where
 * the pipeline's file lies, when it starts and which feed it has may differ.
 */
export const headerDifference = (was: SessionHeader, is: SessionHeader): string | undefined =>
  fieldDifferences(comparable(was), comparable(is), ['was', 'is'])[0];

const comparable = ({
  pipeline,
  tables,
  instruments,
  startAt: _startAt,
  feed: _feed,
  ...rest
}: SessionHeader) => ({
  ...rest,
  sha256: pipeline?.sha256,
  tables: Object.fromEntries(tables.map(({ name, sha256 }) => [name, sha256])),
  instruments: Object.fromEntries(instruments.map((instrument) => [instrument.name, instrument])),
});

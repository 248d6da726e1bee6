import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { builtIn } from '../adapter/table/built-in.js';
import type { RecordedBroker, RecordedTable } from '../codec/recording/session-header.js';
import { fullMargin } from '../domain/margin.js';
import { chargesNamed } from '../exchange/charges.js';
import type { Pipeline } from '../operator/pipeline.js';

/** The tables that come with rxtape and that such a session goes by, as they are now. Reads a few small files. */
export const tablesInForce = (broker: RecordedBroker, pipeline: Pipeline): readonly RecordedTable[] =>
  [
    ...(pipeline.squareOff === undefined ? [] : ['calendar/nse.csv']),
    ...(pipeline.squareOff?.name === 'usual' ? ['calendar/square-off.csv'] : []),
    ...(broker.kind === 'simulated' && broker.fills.isChecked ? ['exchange/freeze-quantities.csv'] : []),
    ...(isByTable(broker) ? ['charges/rates.csv', 'charges/plans.csv'] : []),
    ...((pipeline.margin ?? fullMargin).name === fullMargin.name ? [] : ['margin/rates.csv']),
  ].map((name) => ({
    name,
    sha256: createHash('sha256')
      .update(readFileSync(builtIn(name)))
      .digest('hex'),
  }));

/** The names of the `recorded` tables that are no longer what they were. */
export const changedTables = (
  recorded: readonly RecordedTable[],
  now: readonly RecordedTable[],
): readonly string[] =>
  recorded
    .filter((was) => !now.some(({ name, sha256 }) => name === was.name && sha256 === was.sha256))
    .map(({ name }) => name);

const isByTable = (broker: RecordedBroker): boolean =>
  broker.kind !== 'none' && chargesNamed(broker.charges) === undefined;

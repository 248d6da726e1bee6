import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import momentum from '../../pipelines/momentum.js';
import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { loadInstruments } from '../../src/adapter/master/load-instruments.js';
import type { RecordedBroker } from '../../src/codec/recording/session-header.js';
import { CONSERVATIVE_FILLS } from '../../src/domain/fill-model.js';
import { fullMargin } from '../../src/domain/margin.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { onlyRecording } from '../../src/run/recorded-pipeline.js';
import { resolvePipeline } from '../../src/run/resolve-pipeline.js';
import { changedTables, tablesInForce } from '../../src/run/tables-in-force.js';
import { idealFills } from '../support/ideal-exchange.js';

describe('tablesInForce', () => {
  const paper = (charges: string): RecordedBroker => ({ kind: 'simulated', charges, fills: idealFills() });
  let pipeline: Pipeline;

  before(async () => {
    const book = await loadInstruments(['data/instruments.csv']);
    pipeline = resolvePipeline(momentum, book, await loadCalendar([]), []);
  });

  const names = (broker: RecordedBroker, of: Pipeline = pipeline): readonly string[] =>
    tablesInForce(broker, of).map(({ name }) => name);

  it('names the charges, the margin rates and the calendar that a session goes by, each with its sum', () => {
    expect(tablesInForce(paper('flat20'), pipeline)).to.deep.equal(
      [
        'calendar/nse.csv',
        'calendar/square-off.csv',
        'charges/rates.csv',
        'charges/plans.csv',
        'margin/rates.csv',
      ].map((name) => ({
        name,
        sha256: createHash('sha256')
          .update(readFileSync(`data/${name}`))
          .digest('hex'),
      })),
    );
  });

  it('names none that is not used', () => {
    const full = { ...pipeline, margin: fullMargin };

    expect(names(paper('flat:20'))).to.deep.equal([
      'calendar/nse.csv',
      'calendar/square-off.csv',
      'margin/rates.csv',
    ]);
    expect(names({ kind: 'routed', charges: 'zero' }, full)).to.deep.equal([
      'calendar/nse.csv',
      'calendar/square-off.csv',
      'charges/rates.csv',
      'charges/plans.csv',
    ]);
    expect(names({ kind: 'simulated', charges: 'none', fills: CONSERVATIVE_FILLS }, full)).to.deep.equal([
      'calendar/nse.csv',
      'calendar/square-off.csv',
      'exchange/freeze-quantities.csv',
    ]);
    expect(names({ kind: 'none' }, onlyRecording([]))).to.deep.equal([]);
  });
});

describe('changedTables', () => {
  const table = (name: string) => ({ name, sha256: name.repeat(64) });
  const [a, b, c] = [table('a'), table('b'), table('c')] as const;

  it('names those that are gone or have another sum, and none that came since', () => {
    expect(changedTables([a, b], [b, a, c])).to.deep.equal([]);
    expect(changedTables([a, b], [{ ...a, sha256: b.sha256 }])).to.deep.equal(['a', 'b']);
  });
});

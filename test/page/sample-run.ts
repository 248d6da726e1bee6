import { loadCalendar } from '../../src/adapter/calendar/load-calendar.js';
import { loadInstruments } from '../../src/adapter/master/load-instruments.js';
import { openTape } from '../../src/adapter/tape/open-tape.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import type { Report } from '../../src/report/report.js';
import { backtestReport } from '../../src/run/backtest-report.js';
import { chosenExchange } from '../../src/run/chosen-exchange.js';
import type { PipelineDefinition } from '../../src/run/define-pipeline.js';
import type { Reader } from '../../src/run/read-entries.js';
import type { ReportPlaces } from '../../src/run/report-reader.js';
import { resolvePipeline } from '../../src/run/resolve-pipeline.js';

/** A backtest over the sample day. */
export const sampleRun = async (
  definition: PipelineDefinition,
  places: ReportPlaces,
  reader: Reader = () => undefined,
): Promise<Report> => {
  const book = await loadInstruments(['data/instruments.csv']);
  const calendar = await loadCalendar([]);
  return backtestReport(
    resolvePipeline(definition, book, calendar, []),
    await openTape({ paths: ['data/sample-day.parquet'], calendar }),
    {
      exchange: await chosenExchange(),
      quality: DEFAULT_QUALITY,
      from: undefined,
      to: undefined,
      places,
      reader,
      onProgress: () => undefined,
    },
  );
};

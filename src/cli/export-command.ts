import { Command, Option } from 'commander';
import { countText } from '../domain/count-text.js';
import { exportRun, TABLE_FORMATS, type TableFormat } from '../run/export-run.js';

interface Options {
  readonly out?: string;
  readonly format: readonly TableFormat[];
  readonly json?: true;
}

const EXAMPLES = `
Examples:
  rxtape backtest pipelines/momentum.ts --data data/sample-day.parquet --out out/run
  rxtape export out/run
  rxtape export out/run --format parquet csv --out out/tables

Writes trades, orders, equity, decisions, bars and indicator values, with typed columns that docs/notebooks.md tells.
Exit code 0: written; 1: a table of the run is broken, or the disk refused; 2: wrong usage.`;

/** `rxtape export RUN`: the tables of a run for notebooks. */
export const exportCommand = (): Command =>
  new Command('export')
    .description('write the tables of a run for notebooks, as Parquet and CSV')
    .argument('<run>', 'folder of a run, as backtest --out writes')
    .option('--out <dir>', "folder for the tables; the run's own when left out")
    .addOption(new Option('--format <format...>', 'how').choices(TABLE_FORMATS).default([...TABLE_FORMATS]))
    .option('--json', 'print what was written as JSON and nothing else')
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string, { out = folder, format, json }: Options) => {
      const tables = await exportRun(folder, out, format);
      const lines = tables.map(
        ({ name, rows, files }) => `${name}: ${countText(rows, 'row')} in ${files.join(', ')}`,
      );
      process.stdout.write(`${json === true ? JSON.stringify(tables, null, 2) : lines.join('\n')}\n`);
    });

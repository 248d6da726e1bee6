import { Command } from 'commander';
import { writeSample } from '../adapter/generator/write-sample.js';

/** `rxtape sample`: makes the synthetic sample day anew. */
export const sampleCommand = (): Command =>
  new Command('sample')
    .description('write the synthetic sample day (Parquet and CSV) and its instrument master')
    .option('--out <dir>', 'folder to write to', 'data')
    .action(async ({ out }: { readonly out: string }) => {
      await writeSample(out);
      process.stderr.write(`wrote the sample day to ${out}\n`);
    });

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tapeWriter } from '../tape/write/tape-writer.js';
import { type DaySettings, generateDay } from './generate-day.js';
import { instrumentMaster } from './instrument-master.js';

/** The day in `data/`: synthetic, whatever its date says. */
export const SAMPLE_DAY: DaySettings = { seed: 20_260_105, date: '2026-01-05' };

/**
 * Writes the sample day to `dir`: `sample-day.parquet` and `sample-day.csv` with the same messages, and
 * their instrument master `instruments.csv`. What is there is replaced; the bytes are the same on every run.
 */
export const writeSample = async (dir: string): Promise<void> => {
  await mkdir(dir, { recursive: true });
  for (const name of ['sample-day.parquet', 'sample-day.csv']) await writeTape(join(dir, name));
  await writeFile(join(dir, 'instruments.csv'), instrumentMaster());
};

const writeTape = async (path: string): Promise<void> => {
  const tape = await tapeWriter(path);
  for (const message of generateDay(SAMPLE_DAY)) await tape.append(message);
  await tape.close();
};

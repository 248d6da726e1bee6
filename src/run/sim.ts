import { generateDay } from '../adapter/generator/generate-day.js';
import { instrumentMaster } from '../adapter/generator/instrument-master.js';
import { instrumentsOf } from '../adapter/master/load-instruments.js';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../adapter/noren/simulator/start-simulator.js';
import { between } from '../adapter/replay/between.js';
import { openTape, type TapeOptions } from '../adapter/tape/open-tape.js';
import type { InstrumentBook } from '../domain/instrument-book.js';
import type { EpochMs } from '../domain/time.js';
import { ALL_TOKENS } from '../port/tape.js';

/** How a simulator is served, whatever it plays. */
export type ServingOptions = Omit<SimulatorOptions, 'open' | 'book'>;

/** A part of stored market data: `[from, to)`. */
export interface PlayedTape {
  readonly tape: TapeOptions;
  readonly book: InstrumentBook;
  readonly from?: EpochMs | undefined;
  readonly to?: EpochMs | undefined;
}

/** Serves a simulated exchange that plays stored market data. Rejects as {@link openTape} and the server do. */
export const simulateTape = async (
  { tape, book, from, to }: PlayedTape,
  serving: ServingOptions,
): Promise<Simulator> =>
  startSimulator({
    ...serving,
    book,
    open: async () => between((await openTape(tape)).batches(ALL_TOKENS), from, to),
  });

/** Serves a simulated exchange that plays a made-up day of the sample's instruments: of `seed`, on `date`. */
export const simulateMarket = async (
  seed: number,
  date: string,
  serving: ServingOptions,
): Promise<Simulator> =>
  startSimulator({
    ...serving,
    book: instrumentsOf('the sample instruments', instrumentMaster()),
    open: async () => [generateDay({ seed, date })],
  });

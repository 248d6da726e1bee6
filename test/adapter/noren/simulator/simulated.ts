import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../../src/adapter/noren/simulator/start-simulator.js';
import type { Instrument } from '../../../../src/domain/instrument.js';
import { instrumentBook } from '../../../../src/domain/instrument-book.js';
import { type EpochMs, epochMs } from '../../../../src/domain/time.js';
import type { TouchlineMessage } from '../../../../src/domain/touchline.js';
import { ACC, INFY, instrument } from '../../../support/instrument.js';
import { message } from '../../../support/message.js';
import type { Loose } from '../../../support/loose.js';

/** 09:15 IST of 2026-01-05. */
export const OPENING = 1_767_584_700_000;

/** So many simulated seconds after the opening. */
export const at = (seconds: number): EpochMs => epochMs(OPENING + seconds * 1_000);

/** Of ACC, so many seconds after the opening. */
export const said = (
  kind: 'tk' | 'tf',
  seconds: number,
  fields: Loose<TouchlineMessage> = {},
): TouchlineMessage => message(kind, { receivedAt: at(seconds), ...fields });

export const ACC_AND_INFY: readonly Instrument[] = [
  instrument(),
  instrument({ token: INFY, name: 'NSE:INFY-EQ', symbol: 'INFY', tradingSymbol: 'INFY-EQ' }),
];

/** A simulator that plays `messages` and whose time is moved by hand; closed when `body` is done. */
export const simulated = async (
  messages: readonly TouchlineMessage[],
  body: (simulator: Simulator) => Promise<void>,
  options: Partial<SimulatorOptions> = {},
): Promise<void> => {
  const simulator = await startSimulator({
    book: instrumentBook(ACC_AND_INFY),
    speed: 'manual',
    open: async () => [messages],
    ...options,
  });
  try {
    await body(simulator);
  } finally {
    await simulator.close();
  }
};

export { ACC, INFY };

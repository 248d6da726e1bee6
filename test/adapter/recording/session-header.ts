import type { SessionHeader } from '../../../src/codec/recording/session-header.js';
import { DEFAULT_QUALITY } from '../../../src/domain/quality.js';
import { instrument } from '../../support/instrument.js';
import { at } from '../../operator/messages.js';
import { idealFills } from '../../support/ideal-exchange.js';

/** Of a session of one share, on paper. */
export const HEADER: SessionHeader = {
  rxtape: '0.0.0',
  name: 'momentum',
  kind: 'paper',
  pipeline: undefined,
  settings: [],
  instruments: [instrument()],
  quality: DEFAULT_QUALITY,
  broker: { kind: 'simulated', charges: 'none', fills: idealFills() },
  tables: [],
  startAt: at(0),
  feed: 'ws://127.0.0.1/',
};

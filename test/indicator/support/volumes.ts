import { anchoredVwap, type AnchoredVwap, nextAnchoredVwap } from '../../../src/indicator/anchored-vwap.js';
import { candleVwap, type CandleVwap, nextCandleVwap } from '../../../src/indicator/candle-vwap.js';
import { type Obv, nextObv, obv } from '../../../src/indicator/obv.js';
import {
  nextOpenInterestChange,
  openInterestChange,
  type OpenInterestChange,
} from '../../../src/indicator/open-interest-change.js';
import { valueAreaOf } from '../../../src/indicator/value-area.js';
import {
  nextCandleVolumeProfile,
  type VolumeProfile,
  volumeProfile,
} from '../../../src/indicator/volume-profile.js';
import { openOf } from './sample-bar.js';
import { type Reading, type Subject, subject } from './subject.js';

const value = (state: { readonly value: number | undefined }): Reading => ({ value: state.value });
const bands: Subject['outputs'] = {
  vwap: { kind: 'price', first: 0 },
  deviation: { kind: 'range', first: 0 },
  upper: { kind: 'price', first: 0 },
  lower: { kind: 'price', first: 0 },
};
/** What was traded, and where. */
export const VOLUMES = [
  subject<Obv>({
    name: 'obv()',
    start: () => obv(),
    step: nextObv,
    read: value,
    outputs: { value: { kind: 'volume', first: 0 } },
  }),
  subject<Obv>({
    name: "obv({ compat: 'talib' })",
    start: () => obv({ compat: 'talib' }),
    step: nextObv,
    read: value,
    outputs: { value: { kind: 'volume', first: 0 } },
  }),
  subject<CandleVwap>({
    name: 'candleVwap(1)',
    start: () => candleVwap(1),
    step: nextCandleVwap,
    read: ({ value }) => ({ ...value }),
    outputs: bands,
  }),
  subject<AnchoredVwap>({
    name: 'anchoredVwap, far in the past',
    start: () => anchoredVwap({ at: openOf(-1_000_000) }, 2),
    step: nextAnchoredVwap,
    read: ({ value }) => ({ ...value }),
    outputs: bands,
  }),
  subject<VolumeProfile>({
    name: 'volumeProfile(0.5)',
    start: () => volumeProfile(0.5),
    step: nextCandleVolumeProfile,
    read: (state) => ({ ...valueAreaOf(state) }),
    outputs: {
      pointOfControl: { kind: 'level', first: 0 },
      high: { kind: 'level', first: 0 },
      low: { kind: 'level', first: 0 },
      volume: { kind: 'volume', first: 0 },
      share: { kind: 'grain', first: 0 },
    },
  }),
  subject<OpenInterestChange>({
    name: 'openInterestChange',
    start: () => openInterestChange,
    step: (state, bar) => nextOpenInterestChange(state, bar?.close, bar?.openInterest),
    read: ({ value }) => ({ interest: value?.interest, share: value?.share, price: value?.price }),
    outputs: {
      interest: { kind: 'interest', first: 1 },
      share: { kind: 'ratio', first: 1 },
      price: { kind: 'range', first: 1 },
    },
  }),
];

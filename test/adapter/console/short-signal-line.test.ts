import { expect } from 'chai';
import type { Signal } from '../../../src/adapter/console/signal-line.js';
import { shortSignalLine } from '../../../src/adapter/console/short-signal-line.js';
import { ACC } from '../../support/instrument.js';

const SIGNAL: Signal = {
  signal: 'filled',
  seq: 2,
  cause: 1,
  at: '2026-01-05T09:27:33.981+05:30',
  strategy: 'momentum',
  token: ACC,
  instrument: 'NFO:NIFTY27JAN26F',
  what: 'BUY 65 @ 26282.1',
};

describe('shortSignalLine', () => {
  it('has time, instrument, signal and what, in columns', () => {
    expect(shortSignalLine(SIGNAL)).to.equal('09:27:33  NFO:NIFTY27JAN26F    filled    BUY 65 @ 26282.1');
  });

  it('is cut to 77 columns, which leaves room for an indent', () => {
    const line = shortSignalLine({ ...SIGNAL, what: 'x'.repeat(100) });

    expect(line.length).to.equal(77);
    expect(line.endsWith('…')).to.equal(true);
  });
});

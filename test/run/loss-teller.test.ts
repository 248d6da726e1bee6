import { expect } from 'chai';
import type { RecordingState } from '../../src/adapter/recording/recorder-state.js';
import { epochMs } from '../../src/domain/time.js';
import { lossTeller } from '../../src/run/loss-teller.js';
import { recorderStats } from '../support/recorder-stats.js';

describe('lossTeller', () => {
  it('tells once when the recording begins to lose, or stops, and not while the disk is tried again', () => {
    let state: RecordingState = 'recording';
    const told: string[] = [];
    const read = lossTeller(
      { folder: 'recorded/one', stats: () => recorderStats(state) },
      ({ event, detail }) => {
        told.push(`${event} ${detail}`);
      },
    );

    const STATES: readonly RecordingState[] = [
      ...(['recording', 'failing', 'losing', 'losing', 'recording', 'off', 'off'] as const),
    ];
    STATES.forEach((next, seq) => {
      state = next;
      read({ kind: 'ClockTicked', seq, at: epochMs(seq) });
    });

    expect(told).to.deep.equal(['RecordingLost recorded/one: losing', 'RecordingLost recorded/one: off']);
  });
});

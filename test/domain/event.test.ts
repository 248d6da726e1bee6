import { expect } from 'chai';
import { type Command, tokenOfEvent } from '../../src/domain/event.js';
import { epochMs } from '../../src/domain/time.js';
import { ACC, INFY } from '../support/instrument.js';
import { tick } from '../support/tick.js';

describe('tokenOfEvent', () => {
  const halt: Command = {
    kind: 'Command',
    seq: 1,
    at: epochMs(0),
    command: 'halt',
    strategy: undefined,
    token: undefined,
    by: 'a test',
    reason: 'enough',
  };

  it('is the token of what is of one', () => {
    expect(tokenOfEvent(tick({ token: INFY }))).to.equal(INFY);
    expect(tokenOfEvent({ ...halt, token: ACC })).to.equal(ACC);
  });

  it('is undefined for what every token hears', () => {
    expect(tokenOfEvent(halt)).to.equal(undefined);
    expect(tokenOfEvent({ kind: 'ClockTicked', seq: 1, at: epochMs(0) })).to.equal(undefined);
  });
});

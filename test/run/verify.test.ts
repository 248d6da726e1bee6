import { expect } from 'chai';
import { NO_LOG } from '../../src/port/log.js';
import { verify } from '../../src/run/verify.js';
import { recordings } from '../adapter/recording/sessions.js';
import { recordedSession } from './recorded-session.js';

const same = { pipeline: undefined, log: NO_LOG };

describe('verify', () => {
  const { dir } = recordings();

  it('finds a recorded session and its replay the same', async () => {
    const folder = await recordedSession(dir('same'));

    const found = await verify(folder, same);

    expect(found).to.include({ recording: 'whole', difference: null, touchlines: 4_000, others: 9 });
    expect(found.compared).to.be.greaterThan(50);
    expect(found.digest.recorded).to.equal(found.digest.replayed);
    expect(found.notes).to.be.empty;
  });
});

import { expect } from 'chai';
import { join } from 'node:path';
import { recordedSession } from '../run/recorded-session.js';
import { rxtape, scratch } from './rxtape.js';

describe('rxtape report', () => {
  const files = scratch();
  after(files.remove);

  it('tells performance, stability and drift of a recorded session', async () => {
    const folder = await recordedSession(files.dir);
    const out = join(files.dir, 'out');
    const { code, stdout, stderr } = rxtape('report', folder, '--out', out);

    expect(code, stderr).to.equal(0);
    expect(stdout)
      .to.contain(`${folder}: paper session of momentum, whole`)
      .and.to.match(/^Strategy +Net P&L/m)
      .and.to.match(/^uptime +\d+\.\d{4}% of \d+ min/m)
      .and.to.match(/^NFO:NIFTY27JAN26F +future +4,000 /m)
      .and.to.match(/^\d\d:\d\d:\d\d halt all strategies, all instruments by a test: a pause$/m)
      .and.to.match(/^signals +\d+ matched, [1-9]\d* missed/m)
      .and.to.match(/^of which ₹ +Missed +Extra +Quantity +Timing +Price +Charges$/m)
      .and.contain(`Report: ${join(out, 'forward-test.json')}`);
  });
});

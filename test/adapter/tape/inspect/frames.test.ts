import { expect } from 'chai';
import type { InspectedGroup } from '../../../../src/codec/inspection.js';
import { inspect } from '../../../../src/run/inspect.js';
import { OPEN, tapeFolder } from '../tape-folder.js';

describe('inspect, on recorded messages', () => {
  const folder = tapeFolder();
  const group = async (frames: readonly object[]): Promise<InspectedGroup> => {
    const path = folder.file(
      'day.ndjson',
      frames
        .map((frame, i) =>
          JSON.stringify({ recv: OPEN + i * 1_000, frame: { t: 'tf', e: 'NSE', tk: '22', ...frame } }),
        )
        .join('\n'),
    );
    const { groups } = await inspect(
      {
        ...{ paths: [path], calendars: [], mostRows: Infinity },
        ...{ gapMs: undefined, staleMs: 300_000, reorderMs: 1_000 },
      },
      () => undefined,
    );
    const [only] = groups;
    if (only === undefined) throw new Error('nothing was inspected');
    return only;
  };

  it('looks at last prices, where they have any: range, tick, jumps and spikes', async () => {
    const told = await group([
      { t: 'tk', lp: '100.00', bp1: '99.95' },
      { bp1: '50.00' },
      { lp: '100.05' },
      { lp: '200.00' },
      { lp: '100.00' },
    ]);

    expect(told.tokens[0]).to.include({ token: 'NSE|22', low: 100, high: 200 });
    expect([told.jumps.seen.count, told.jumps.spikes.count]).to.deep.equal([2, 1]); // there and back
    expect(told.findings.map(({ what }) => what)).to.include('Spike');
  });

  it('looks at bids, where no message has a last price', async () => {
    const told = await group([{ t: 'tk', bp1: '99.95', sp1: '100.05' }, { bp1: '99.90' }]);

    expect(told.grade).to.equal('quotes');
    expect(told.tokens[0]).to.include({ low: 99.9, high: 100.05 });
  });
});

import { expect } from 'chai';
import { peek } from '../../../src/adapter/replay/peek.js';
import type { FeedMessage } from '../../../src/port/feed.js';
import { message } from '../../support/message.js';
import { rejection } from '../../support/rejection.js';
import { allTaken } from '../../support/taken.js';
import { inBatches } from './in-batches.js';

const at = (receivedAt: number): FeedMessage => message('tf', { receivedAt });

describe('peek', () => {
  it('tells the first message, and all of them again', async () => {
    const source = inBatches([[at(1), at(2)], [at(3)]]);
    const { first, all } = await peek(source);

    expect(first).to.deep.equal(at(1));
    expect(source.read).to.equal(1);
    expect(await allTaken(all)).to.deep.equal([at(1), at(2), at(3)]);
  });

  it('looks past empty batches', async () => {
    const { first, all } = await peek(inBatches([[], [], [at(1)], [], [at(2)]]));

    expect(first).to.deep.equal(at(1));
    expect(await allTaken(all)).to.deep.equal([at(1), at(2)]);
  });

  it('finds nothing where there is nothing', async () => {
    for (const batches of [[], [[], []]]) {
      const { first, all } = await peek(inBatches(batches));

      expect(first).to.equal(undefined);
      expect(await allTaken(all)).to.deep.equal([]);
    }
  });

  it('closes the source when its reader stops', async () => {
    const source = inBatches([[at(1)], [at(2)], [at(3)]]);

    for await (const batch of (await peek(source)).all) {
      const [first] = [...batch];
      if (first?.receivedAt === 2) break;
    }

    expect([source.read, source.closed]).to.deep.equal([2, true]);
  });

  it('rejects with what the source throws, then or later', async () => {
    const boom = new Error('row 7 is bad');

    expect(await rejection(peek(inBatches([], boom)))).to.equal(boom);
    const { all } = await peek(inBatches([[at(1)]], boom));
    expect(await rejection(allTaken(all))).to.equal(boom);
  });
});

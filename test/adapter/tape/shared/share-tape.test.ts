import { expect } from 'chai';
import fc from 'fast-check';
import { openTape } from '../../../../src/adapter/tape/open-tape.js';
import { sharedMessages } from '../../../../src/adapter/tape/shared/shared-messages.js';
import { shareTape } from '../../../../src/adapter/tape/shared/share-tape.js';
import type { SharedTape } from '../../../../src/adapter/tape/shared/shared-tape.js';
import { tapeHash } from '../../../../src/adapter/tape/shared/tape-hash.js';
import { DEPTH_FIELDS, type Depth } from '../../../../src/domain/depth.js';
import { epochMs } from '../../../../src/domain/time.js';
import { copyMessage } from '../../../../src/domain/touchline.js';
import type { FeedMessage, MessageBatch } from '../../../../src/port/feed.js';
import { ALL_TOKENS } from '../../../../src/port/tape.js';
import { arbitraryMessage } from '../../../support/arbitrary-message.js';

const malformed = fc.record({
  kind: fc.constant('Malformed' as const),
  receivedAt: fc.nat(10).map(epochMs),
  detail: fc.string(),
});
const messages = fc.array(fc.oneof(arbitraryMessage('tk'), arbitraryMessage('tf'), malformed));

describe('shareTape', () => {
  it('gives back every message as it was, in shared memory', async () => {
    await fc.assert(
      fc.asyncProperty(messages, async (given) => {
        const tape = await shareTape(one(given), 3);

        expect(read(structuredClone(tape))).to.deep.equal(given.map(withoutEmptyDepth));
        expect(tape.messages).to.equal(given.length);
        for (const { at } of tape.pieces) expect(at.buffer).to.be.instanceOf(SharedArrayBuffer);
      }),
    );
  });

  it('gives back the sample day with its depth, over the edges of its pieces', async () => {
    const given: FeedMessage[] = [];
    for await (const batch of (await sample()).batches(ALL_TOKENS))
      for (const message of batch) given.push(copyOf(message));

    const tape = await shareTape((await sample()).batches(ALL_TOKENS), 4_096);

    expect(tape.pieces.length).to.be.greaterThan(1);
    expect(tape.pieces.some(({ numbers }) => numbers.bid5 !== undefined)).to.equal(true);
    expect(read(tape)).to.deep.equal(given);
  });

  it('has another hash when any one thing of a message is another', async () => {
    await fc.assert(
      fc.asyncProperty(messages, messages, async (a, b) => {
        const [first, second] = [await shareTape(one(a)), await shareTape(one(b))];
        const isSame = JSON.stringify(read(first)) === JSON.stringify(read(second));

        expect(tapeHash(first) === tapeHash(second)).to.equal(isSame);
      }),
    );
  });
});

const sample = () => openTape({ paths: ['data/sample-day.parquet'] });

async function* one(messages: readonly FeedMessage[]): AsyncIterable<MessageBatch> {
  yield messages;
}

const read = (tape: SharedTape): readonly FeedMessage[] =>
  [...sharedMessages(tape)].flatMap((batch) => Array.from(batch, copyOf));

const copyOf = (message: FeedMessage): FeedMessage =>
  message.kind === 'Malformed' ? { ...message } : copyMessage(message);

/** A depth that says nothing is none. */
const withoutEmptyDepth = (message: FeedMessage): FeedMessage =>
  message.kind !== 'Malformed' && isEmpty(message.depth) ? { ...message, depth: undefined } : message;

const isEmpty = (depth: Depth | undefined): boolean =>
  depth !== undefined && DEPTH_FIELDS.every((field) => depth[field] === undefined);

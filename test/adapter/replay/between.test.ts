import { expect } from 'chai';
import fc from 'fast-check';
import { between } from '../../../src/adapter/replay/between.js';
import { applyTouchline, type Tick, tickOfSnapshot } from '../../../src/domain/tick.js';
import { type EpochMs, epochMs } from '../../../src/domain/time.js';
import type { Token } from '../../../src/domain/token.js';
import { MessageFlag } from '../../../src/domain/touchline.js';
import type { FeedMessage } from '../../../src/port/feed.js';
import { arbitraryMessage } from '../../support/arbitrary-message.js';
import { chunked } from '../../support/chunked.js';
import { ACC, INFY } from '../../support/instrument.js';
import type { Loose } from '../../support/loose.js';
import { message } from '../../support/message.js';
import { allTaken } from '../../support/taken.js';
import { inBatches } from './in-batches.js';

type Said = Loose<Exclude<FeedMessage, { kind: 'Malformed' }>>;
const tk = (receivedAt: number, said: Said = {}): FeedMessage => message('tk', { receivedAt, ...said });
const tf = (receivedAt: number, said: Said = {}): FeedMessage => message('tf', { receivedAt, ...said });
const malformed = (receivedAt: number): FeedMessage => ({
  kind: 'Malformed',
  receivedAt: epochMs(receivedAt),
  detail: 'bad',
});
const kept = async (
  batches: readonly (readonly FeedMessage[])[],
  from?: number,
  to?: number,
): Promise<readonly FeedMessage[]> =>
  allTaken(between(inBatches(batches), from as EpochMs | undefined, to as EpochMs | undefined));

describe('between', () => {
  const day = [tk(10, { last: 1 }), tf(20, { last: 2 }), tf(30, { last: 3 })];

  it('is all of it without bounds', async () => {
    expect(await kept([day])).to.deep.equal(day);
  });

  it('keeps from `from` on, that moment included', async () => {
    expect((await kept([day], 20)).map(({ receivedAt }) => receivedAt)).to.deep.equal([20, 30]);
    expect((await kept([day], 21)).map(({ receivedAt }) => receivedAt)).to.deep.equal([30]);
    expect(await kept([day], 31)).to.deep.equal([]);
  });

  it('keeps up to `to`, that moment left out', async () => {
    expect(await kept([day], undefined, 30)).to.deep.equal(day.slice(0, 2));
    expect(await kept([day], undefined, 31)).to.deep.equal(day);
    expect(await kept([day], undefined, 10)).to.deep.equal([]);
  });

  it('makes the first message of a token a snapshot of all that was known of it', async () => {
    const messages = [
      tk(1, { last: 100, bid: 99, ask: 101, volume: 7 }),
      tk(2, { token: INFY, last: 50, openInterest: 3 }),
      tf(3, { last: 102 }),
      tf(4, { bid: 0 }),
      tf(10, { volume: 8 }),
      tf(11, { last: 103 }),
      tf(12, { token: INFY, last: 51 }),
    ];

    expect(await kept([messages], 5)).to.deep.equal([
      tk(10, { last: 102, bid: 0, ask: 101, volume: 8 }),
      tf(11, { last: 103 }),
      tk(12, { token: INFY, last: 51, openInterest: 3 }),
    ]);
  });

  it('leaves a snapshot after `from` as it is', async () => {
    const fresh = tk(10, { last: 5 });

    expect(await kept([[tk(1, { last: 1, volume: 9 }), fresh, tf(11, { volume: 3 })]], 5)).to.deep.equal([
      fresh,
      tf(11, { volume: 3 }),
    ]);
  });

  it('forgets what a later snapshot replaced', async () => {
    expect(
      await kept([[tk(1, { last: 1, volume: 9 }), tk(2, { last: 2 }), tf(10, { bid: 3 })]], 5),
    ).to.deep.equal([tk(10, { last: 2, bid: 3 })]);
  });

  it('does not make up a snapshot where there was none', async () => {
    expect(await kept([[tf(1, { last: 1 }), tf(10, { bid: 3 })]], 5)).to.deep.equal([tf(10, { bid: 3 })]);
  });

  it('gives a message its own oddities, not those of the messages before', async () => {
    const { Duplicate, OutOfOrder } = MessageFlag;

    expect(
      await kept(
        [[tk(1, { flags: Duplicate }), tf(2, { flags: Duplicate }), tf(10, { flags: OutOfOrder })]],
        5,
      ),
    ).to.deep.equal([tk(10, { flags: OutOfOrder })]);
  });

  it('passes on what is malformed in its time, and drops it before', async () => {
    expect(await kept([[malformed(1), tk(2), malformed(10), tf(11), malformed(20)]], 5, 20)).to.deep.equal([
      malformed(10),
      tk(11),
    ]);
  });

  it('stops reading at `to` and closes the source', async () => {
    const source = inBatches([[tk(1)], [tf(2), tf(10)], [tf(11)], [tf(12)]]);

    const messages = await allTaken(between(source, undefined, epochMs(10)));

    expect(messages).to.deep.equal([tk(1), tf(2)]);
    expect([source.read, source.closed]).to.deep.equal([2, true]);
  });

  it('closes the source when its reader stops', async () => {
    const source = inBatches([[tk(1)], [tf(2)], [tf(3)]]);

    for await (const batch of between(source, undefined, undefined)) if ([...batch].length > 0) break;

    expect([source.read, source.closed]).to.deep.equal([1, true]);
  });

  const tokens = fc.constantFrom<Token[]>(ACC, INFY);
  const tape = fc
    .array(fc.tuple(fc.oneof(arbitraryMessage('tf'), arbitraryMessage('tk')), tokens, fc.nat(5)), {
      maxLength: 20,
    })
    .map((rows) => {
      let time = 0;
      return rows.map(([one, token, gap]): FeedMessage => ({
        ...one,
        token,
        receivedAt: epochMs((time += gap)),
      }));
    });

  it('leads to the same ticks as the whole tape', async () => {
    await fc.assert(
      fc.asyncProperty(tape, fc.nat(40), fc.nat(40), async (messages, from, length) => {
        const to = from + length;
        const part = ticksOf(await kept([messages], from, to));

        expect(part).to.deep.equal(
          ticksOf(messages).filter(({ receivedAt }) => receivedAt >= from && receivedAt < to),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('is the same whatever the batches', async () => {
    const cut = tape.chain((messages) => fc.tuple(fc.constant(messages), chunked(messages)));
    await fc.assert(
      fc.asyncProperty(cut, fc.nat(40), fc.nat(40), async ([messages, batches], from, length) => {
        expect(await kept(batches, from, from + length)).to.deep.equal(
          await kept([messages], from, from + length),
        );
      }),
    );
  });
});

/** The ticks of all messages, without their flags: those compare a tick with the one before, which a part lacks. */
const ticksOf = (messages: readonly FeedMessage[]): readonly Tick[] => {
  const known = new Map<Token, Tick>();
  return messages.flatMap((one) => {
    if (one.kind === 'Malformed') return [];
    const before = known.get(one.token);
    if (one.kind === 'tf' && before === undefined) return [];
    const tick =
      one.kind === 'tk' || before === undefined
        ? tickOfSnapshot(one, 1, one.receivedAt)
        : applyTouchline(before, one, 1, one.receivedAt);
    known.set(one.token, tick);
    return [{ ...tick, flags: 0 }];
  });
};

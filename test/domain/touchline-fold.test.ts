import { expect } from 'chai';
import fc from 'fast-check';
import { applyTouchline, type Tick, tickOfSnapshot } from '../../src/domain/tick.js';
import { DAY_MS, epochMs, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../src/domain/time.js';
import {
  flagNames,
  MessageFlag,
  type MessageFlagName,
  TOUCHLINE_FIELDS,
  type TouchlineMessage,
} from '../../src/domain/touchline.js';
import { TouchlineFold } from '../../src/domain/touchline-fold.js';
import { arbitraryMessage } from '../support/arbitrary-message.js';
import { ist } from '../support/ist.js';
import type { Loose } from '../support/loose.js';
import { depth, message } from '../support/message.js';

const OPEN = ist('2025-12-29 09:15:00');
const LIMITS = { gapMs: 60_000, staleMs: 300_000 };

/** What a message says `after` ms after the open. */
type Said = Loose<Omit<TouchlineMessage, 'receivedAt'>> & { readonly after: number };

/** The ticks of messages, the first a snapshot unless it says otherwise. */
const ticksOf = (said: readonly Said[], limits = LIMITS): readonly Tick[] => {
  const fold = new TouchlineFold(limits);
  return said.map(({ after, ...rest }, i) => {
    const one = message(i === 0 ? 'tk' : 'tf', { ...rest, receivedAt: OPEN + after });
    return fold.take(one, i + 1, one.receivedAt);
  });
};

/** The flags of each of them. */
const flagsOf = (said: readonly Said[], limits = LIMITS): readonly (readonly MessageFlagName[])[] =>
  ticksOf(said, limits).map(({ flags }) => flagNames(flags));

/** The flags of the last of them. */
const lastFlags = (...said: readonly Said[]): readonly MessageFlagName[] => flagsOf(said).at(-1) ?? [];

/** Messages `everyMs` apart, `count` of them, each with a new last price. */
const steady = (count: number, everyMs: number, from = 0): Said[] =>
  Array.from({ length: count }, (_, i) => ({ after: from + i * everyMs, last: 100 + from + i }));

describe('TouchlineFold', () => {
  it('makes the ticks that the messages make, whatever their flags', () => {
    const at = epochMs(OPEN);
    fc.assert(
      fc.property(
        arbitraryMessage('tk'),
        fc.array(fc.oneof(arbitraryMessage('tf'), arbitraryMessage('tk')), { maxLength: 8 }),
        (first, others) => {
          const fold = new TouchlineFold(LIMITS);
          let wanted: Tick | undefined;
          for (const [i, one] of [first, ...others].entries()) {
            wanted =
              one.kind === 'tk' || wanted === undefined
                ? tickOfSnapshot(one, i, at)
                : applyTouchline(wanted, one, i, at);
            const tick = fold.take(one, i, at);

            expect({ ...tick, flags: 0 }).to.deep.equal({ ...wanted, flags: 0 });
            expect(tick.flags & one.flags, 'what the source noticed').to.equal(one.flags);
            expect(Object.keys(tick)).to.deep.equal(Object.keys(wanted));
          }
        },
      ),
    );
  });

  it('has the state of one token only: its flags do not stay on the next tick', () => {
    expect(
      flagsOf([
        { after: 0, last: 100, volume: 10 },
        { after: 1, volume: 9 },
        { after: 2, volume: 11 },
      ]),
    ).to.deep.equal([[], ['VolumeReset'], []]);
  });

  describe('VolumeReset and ExchangeTimeBack', () => {
    const before: Said = { after: 0, volume: 10, last: 100, exchangeAt: OPEN - 5_000 };
    for (const [name, said, flags] of [
      ['a volume that falls', { after: 8, volume: 9 }, ['VolumeReset']],
      ['a volume that falls to zero', { after: 8, volume: 0 }, ['VolumeReset']],
      ['a volume that falls with a new snapshot', { after: 8, kind: 'tk', volume: 9 }, ['VolumeReset']],
      ['a volume that stays', { after: 8, volume: 10 }, []],
      ['a volume that grows', { after: 8, volume: 11 }, []],
      ['a volume that a snapshot leaves out', { after: 8, kind: 'tk', last: 100 }, []],
      ['a volume that falls late on the same day', { after: 14 * HOUR_MS, volume: 9 }, ['VolumeReset']],
      ['a volume that falls at midnight', { after: 14.75 * HOUR_MS, volume: 9 }, []],
      ['a new session', { after: DAY_MS, volume: 1 }, []],
      ['a new session with a snapshot', { after: DAY_MS, kind: 'tk', volume: 1 }, []],
      ['an exchange time that goes back', { after: 8, exchangeAt: OPEN - 5_001 }, ['ExchangeTimeBack']],
      ['an exchange time that stays', { after: 8, exchangeAt: OPEN - 5_000 }, []],
      ['both', { after: 8, volume: 9, exchangeAt: OPEN - 6_000 }, ['VolumeReset', 'ExchangeTimeBack']],
    ] as const)
      it(`are [${flags.join(', ')}] for ${name}`, () => {
        const seen = lastFlags(before, said).filter((flag) => flag !== 'Gap');

        expect(seen).to.deep.equal(flags);
      });

    it('are none for a first volume or exchange time', () => {
      expect(
        lastFlags({ after: 0, last: 1 }, { after: 1, volume: 0, exchangeAt: OPEN - 200_000 }),
      ).to.deep.equal([]);
    });
  });

  describe('Duplicate', () => {
    const before: Said = {
      after: 0,
      exchangeAt: OPEN - 5_000,
      last: 100,
      volume: 10,
      bid: 99,
      depth: depth({ bid2: 98 }),
    };
    for (const [name, said, flags] of [
      ['the same time and nothing said', { after: 0 }, ['Duplicate']],
      [
        'the same time and the same values',
        { after: 0, last: 100, volume: 10, bid: 99, exchangeAt: OPEN - 5_000 },
        ['Duplicate'],
      ],
      ['the same snapshot again', { ...before, kind: 'tk' }, ['Duplicate']],
      ['a snapshot that knows less', { after: 0, kind: 'tk', last: 100 }, []],
      ['the same time and the same depth', { after: 0, depth: depth({ bid2: 98 }) }, ['Duplicate']],
      ['the same time and another depth', { after: 0, depth: depth({ bid2: 97 }) }, []],
      ['the same time and a first value', { after: 0, ask: 101 }, []],
      ['the same time and a side that is empty now', { after: 0, bid: 0 }, []],
      ['the same time and an empty side that was empty before', { after: 0, ask: 0 }, ['Duplicate']],
      ['a later time and the same values', { after: 1, last: 100 }, []],
      ['what the source noticed', { after: 1, last: 101, flags: MessageFlag.OutOfOrder }, ['OutOfOrder']],
    ] as const)
      it(`is [${flags.join(', ')}] for ${name}`, () => {
        expect(lastFlags(before, said)).to.deep.equal(flags);
      });

    for (const field of TOUCHLINE_FIELDS)
      it(`is not said when ${field} is new`, () => {
        const full = Object.fromEntries(TOUCHLINE_FIELDS.map((name, i) => [name, 100 + i]));

        expect(lastFlags({ after: 0, ...full }, { after: 0, ...full })).to.deep.equal(['Duplicate']);
        expect(lastFlags({ after: 0, ...full }, { after: 0, ...full, [field]: 1_000 })).not.to.include(
          'Duplicate',
        );
      });
  });

  describe('Crossed', () => {
    for (const [name, said, flags] of [
      ['a bid above the ask', [{ after: 0, bid: 101, ask: 100 }], ['Crossed']],
      ['a bid at the ask, which is locked', [{ after: 0, bid: 100, ask: 100 }], []],
      ['a bid below the ask', [{ after: 0, bid: 99, ask: 100 }], []],
      ['no ask', [{ after: 0, bid: 99, ask: 0 }], []],
      ['no bid', [{ after: 0, bid: 0, ask: 100 }], []],
      [
        'a bid that passes the ask that stayed',
        [
          { after: 0, bid: 99, ask: 100 },
          { after: 1, bid: 101 },
        ],
        ['Crossed'],
      ],
      [
        'one that the next message mends',
        [
          { after: 0, bid: 101, ask: 100 },
          { after: 1, ask: 102 },
        ],
        [],
      ],
    ] as const)
      // prettier-ignore
      it(`is [${flags.join(', ')}] for ${name}`, () => {
        expect(lastFlags(...said)).to.deep.equal(flags);
      });
  });

  describe('Stale', () => {
    for (const [name, said, flags] of [
      ['an exchange time of five minutes ago', { after: 0, exchangeAt: OPEN - 300_000 }, []],
      ['one of a moment more', { after: 0, exchangeAt: OPEN - 300_001 }, ['Stale']],
      ['one of the day before', { after: 0, exchangeAt: OPEN - DAY_MS }, ['Stale']],
      ['one ahead of ours', { after: 0, exchangeAt: OPEN + HOUR_MS }, []],
      ['none', { after: 0, last: 100 }, []],
    ] as const)
      it(`is [${flags.join(', ')}] for ${name}`, () => {
        expect(lastFlags(said)).to.deep.equal(flags);
      });

    it('is told by what the message itself says: an old time that a later one does not repeat is not held against it', () => {
      const said = [
        { after: 0, last: 100, exchangeAt: OPEN },
        ...steady(7, MINUTE_MS, MINUTE_MS), // says no exchange time for seven minutes
      ];

      expect(flagsOf(said).flat()).to.deep.equal([]);
    });
  });

  describe('Gap', () => {
    const second = steady(20, SECOND_MS);
    const next = 19 * SECOND_MS;

    it('is a silence longer than the limit, of a token that speaks every second', () => {
      expect(lastFlags(...second, { after: next + 60_000, last: 1 })).to.deep.equal([]);
      expect(lastFlags(...second, { after: next + 60_001, last: 1 })).to.deep.equal(['Gap']);
    });

    it('is told of the tick that ends it, and of no other', () => {
      const after = next + 10 * MINUTE_MS;

      expect(
        flagsOf([...second, { after, last: 1 }, { after: after + 1_000, last: 2 }]).slice(20),
      ).to.deep.equal([['Gap'], []]);
    });

    it('is no night', () => {
      expect(lastFlags(...second, { after: DAY_MS, last: 1 })).to.deep.equal([]);
    });

    for (const [name, everyMs] of [
      ['snapshots every 65 s', 65_000],
      ['messages every five minutes', 5 * MINUTE_MS],
    ] as const) {
      it(`is not the usual distance of ${name}, and is more than twice that`, () => {
        const usual = steady(30, everyMs);
        const last = 29 * everyMs;

        expect(flagsOf(usual).flat()).to.deep.equal([]);
        expect(lastFlags(...usual, { after: last + 2 * everyMs, last: 1 })).to.deep.equal([]);
        expect(lastFlags(...usual, { after: last + 2 * everyMs + 1, last: 1 })).to.deep.equal(['Gap']);
      });
    }

    for (const minutes of [1, 15, 60]) {
      it(`is one missing bar of ${minutes} min, and none inside a bar`, () => {
        const ms = minutes * MINUTE_MS;
        const barAt = (n: number): Said[] =>
          [0, Math.floor(ms / 3), Math.floor((2 * ms) / 3), ms - 1].map((offset, leg) => ({
            after: n * ms + offset,
            last: 100 + n + leg / 10,
          }));
        const session = [0, 1, 2, 3, 4, 5].flatMap(barAt);

        expect(flagsOf(session).flat()).to.deep.equal([]);
        expect(flagsOf([...session, ...barAt(7)]).slice(24)).to.deep.equal([['Gap'], [], [], []]);
      });
    }

    it('does not make gaps usual: after one, a silence over the limit is one again', () => {
      const after = next + HOUR_MS;

      expect(
        lastFlags(...second, ...steady(20, SECOND_MS, after), { after: after + next + 61_000, last: 1 }),
      ).to.deep.equal(['Gap']);
    });

    it('gets used to a feed that is slow from some time on', () => {
      const slow = steady(60, 3 * MINUTE_MS, next + 3 * MINUTE_MS);

      expect(flagsOf([...second, ...slow]).slice(20, 25)).to.deep.equal(Array(5).fill(['Gap']));
      expect(lastFlags(...second, ...slow)).to.deep.equal([]);
    });
  });

  describe('Frozen', () => {
    const same = (count: number, everyMs: number): Said[] =>
      Array.from({ length: count }, (_, i) => ({ after: i * everyMs, last: 100, bid: 99 }));

    it('is a token that is told again and again for longer than the limit, and nothing of it changes', () => {
      expect(
        flagsOf(same(302, SECOND_MS)).flatMap((flags, i) => (flags.length > 0 ? [i] : [])),
      ).to.deep.equal(
        [301], // 301 s after the first
      );
      expect(lastFlags(...same(302, SECOND_MS))).to.deep.equal(['Frozen']);
    });

    it('is over with any change, an exchange time that goes on included', () => {
      const frozen = same(400, SECOND_MS);
      const after = 400 * SECOND_MS;

      expect(lastFlags(...frozen, { after, bid: 98 })).to.deep.equal([]);
      expect(lastFlags(...frozen, { after, exchangeAt: OPEN + after })).to.deep.equal([]);
      expect(lastFlags(...frozen, { after, bid: 98 }, { after: after + 1_000, bid: 98 })).to.deep.equal([]);
    });

    it('takes more than a few messages: two bars that stand still are none', () => {
      const bars = [0, 1, 2, 3].flatMap((n) =>
        [0, 300_000, 600_000, 899_999].map((offset) => ({ after: n * 900_000 + offset, last: 100 + (n < 3 ? n : 2) })),
      ); // prettier-ignore

      expect(flagsOf(bars).flat()).to.deep.equal([]);
    });

    it('is not a token that comes back unchanged after a silence or a night', () => {
      const told = same(20, SECOND_MS);

      expect(lastFlags(...told, { after: HOUR_MS, last: 100 })).to.deep.equal(['Gap']);
      expect(
        lastFlags(...told, { after: HOUR_MS, last: 100 }, { after: HOUR_MS + 1_000, last: 100 }),
      ).to.deep.equal([]);
      expect(lastFlags(...told, { after: DAY_MS, last: 100 })).to.deep.equal([]);
    });
  });

  it('flags as the definitions say, worked out from the whole past each time', () => {
    const step = fc.record({
      wait: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(0, 1, 400, 1_000, 5_000) },
        { weight: 2, arbitrary: fc.integer({ min: 50_000, max: 400_000 }) },
        { weight: 1, arbitrary: fc.constantFrom(HOUR_MS, DAY_MS) },
      ),
      last: fc.constantFrom(undefined, 100, 101),
      bid: fc.constantFrom(undefined, undefined, 0, 98, 101),
      ask: fc.constantFrom(undefined, undefined, 0, 99, 102),
      volume: fc.constantFrom(undefined, undefined, 5, 6),
      lag: fc.constantFrom(undefined, undefined, undefined, 0, 299_000, 301_000),
      whole: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 30, size: 'max' }), (steps) => {
        let at = OPEN as number;
        const messages = steps.map(({ wait, lag, whole, ...said }, i) => {
          at += wait;
          return message(i === 0 || whole ? 'tk' : 'tf', {
            ...said,
            receivedAt: at,
            exchangeAt: lag === undefined ? undefined : at - lag,
          });
        });
        const fold = new TouchlineFold(LIMITS);

        expect(
          messages.map((one, i) => [...flagNames(fold.take(one, i, one.receivedAt).flags)].sort()),
        ).to.deep.equal(recounted(messages).map((flags) => [...flags].sort()));
      }),
      { numRuns: 500 },
    );
  });
});

const dayOf = (at: number): number => Math.floor((at + 19_800_000) / 86_400_000);

/** The flags of each message by the definitions in `docs/tick-contract.md`, one message after the other. */
const recounted = (messages: readonly TouchlineMessage[]): readonly (readonly string[])[] => {
  type Fields = Readonly<Record<string, unknown>>;
  const shown: Fields[] = [];
  const result: string[][] = [];
  let usual: number | undefined;
  let quietSince = 0;
  for (const [i, one] of messages.entries()) {
    const { kind, receivedAt } = one;
    const before = shown[i - 1];
    const now: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(one))
      if (!['kind', 'token', 'receivedAt', 'flags'].includes(field))
        now[field] = kind === 'tf' && value === undefined ? before?.[field] : value;
    for (const side of ['bid', 'ask']) if (now[side] === 0) now[side] = undefined;
    shown.push(now);

    const flags: string[] = [];
    if (Number(now['bid'] ?? NaN) > Number(now['ask'] ?? NaN)) flags.push('Crossed');
    if (one.exchangeAt !== undefined && receivedAt - one.exchangeAt > 300_000) flags.push('Stale');
    const earlier = messages[i - 1];
    if (earlier === undefined || before === undefined) quietSince = receivedAt;
    else {
      const silent = receivedAt - earlier.receivedAt;
      const sameDay = dayOf(receivedAt) === dayOf(earlier.receivedAt);
      const limit = Math.max(60_000, usual === undefined ? Infinity : 2 * usual);
      if (silent > limit && sameDay) flags.push('Gap');
      if (sameDay || silent <= 60_000)
        usual = usual === undefined ? silent : usual + (Math.min(silent, limit) - usual) / 16;
      const isSame = Object.keys(now).every((field) => now[field] === before[field]);
      if (!isSame || flags.includes('Gap') || (!sameDay && silent > 60_000)) quietSince = receivedAt;
      if (isSame && silent === 0) flags.push('Duplicate');
      else if (isSame && receivedAt - quietSince > Math.max(300_000, 8 * (usual ?? Infinity)))
        flags.push('Frozen');
      if (Number(now['volume'] ?? NaN) < Number(before['volume'] ?? NaN) && sameDay)
        flags.push('VolumeReset');
      if (Number(now['exchangeAt'] ?? NaN) < Number(before['exchangeAt'] ?? NaN))
        flags.push('ExchangeTimeBack');
    }
    result.push(flags);
  }
  return result;
};

import { expect } from 'chai';
import { map, type Observable } from 'rxjs';
import type { FeedEvent } from '../../src/domain/event.js';
import { DataError } from '../../src/domain/failure.js';
import { DEFAULT_QUALITY, type Quality } from '../../src/domain/quality.js';
import type { Tick } from '../../src/domain/tick.js';
import { FLAG_NAMES, MessageFlag } from '../../src/domain/touchline.js';
import { mergeTouchline } from '../../src/operator/merge-touchline.js';
import { lift } from '../../src/operator/stage.js';
import type { LiveMessage } from '../../src/port/feed.js';
import { ACC, INFY, instrument } from '../support/instrument.js';
import { counted } from './counted.js';
import { marbles } from './marbles.js';
import { at, connected, malformed, tf, tk } from './messages.js';
import { told } from './told.js';

const NAMED = new Map([[ACC, instrument()]]);
const quality = DEFAULT_QUALITY;

const merged = (message$: Observable<LiveMessage>): Observable<string> =>
  message$.pipe(lift(mergeTouchline(quality, NAMED, counted())), map(told));

/** What comes of `messages`, one by one. */
const eventsOf = (...messages: readonly LiveMessage[]): readonly (Tick | FeedEvent)[] =>
  eventsWith({}, ...messages);

/** What comes of `messages` where flags meet with these policies. */
const eventsWith = (
  on: Partial<Quality['on']>,
  ...messages: readonly LiveMessage[]
): readonly (Tick | FeedEvent)[] => {
  const events: (Tick | FeedEvent)[] = [];
  const odd = { ...quality, on: { ...quality.on, ...on } };
  const take = mergeTouchline(odd, NAMED, counted())((event) => events.push(event));
  for (const message of messages) take(message);
  return events;
};

const messages = {
  s: tk(0, ACC, { last: 100 }),
  u: tf(1, ACC, { last: 101 }),
  i: tf(2, INFY, { last: 50 }),
  m: malformed(3, 'at: not a number'),
};

describe('mergeTouchline', () => {
  const cases: readonly (readonly [
    name: string,
    source: string,
    expected: string,
    told: readonly string[],
  ])[] = [
    ['nothing of a stream that never speaks', '----', '----', []],
    ['nothing of an empty one', '--|', '--|', []],
    ['a tick of a snapshot', '-s-|', '-a-|', ['1 Tick NSE|22 100']],
    ['a tick of each message', '-s-u-|', '-a-b-|', ['1 Tick NSE|22 100', '2 Tick NSE|22 101']],
    [
      'NoSnapshot of an update that comes first',
      '-u-s|',
      '-a-b|',
      ['1 NoSnapshot NSE|22', '2 Tick NSE|22 100'],
    ],
    ['Malformed of what could not be decoded', '-s-m-|', '-a-b-|', ['1 Tick NSE|22 100', '2 Malformed all']],
    ['an error of an error', '-s-#', '-a-#', ['1 Tick NSE|22 100']],
  ];
  for (const [name, source, expected, [a, b]] of cases) {
    it(`makes ${name}`, () => {
      marbles(({ hot, expectObservable }) => {
        expectObservable(merged(hot<LiveMessage>(source, messages))).toBe(expected, { a, b });
      });
    });
  }

  it('lays an update over what its own token knows, and over no other', () => {
    const [, , third, fourth] = eventsOf(
      tk(0, ACC, { last: 100, bid: 99, ask: 101, volume: 5 }),
      tk(1, INFY, { last: 50 }),
      tf(2, ACC, { ask: 102 }),
      tf(3, INFY, { volume: 7 }),
    );

    expect(third).to.include({ token: ACC, seq: 3, last: 100, bid: 99, ask: 102, volume: 5 });
    expect(fourth).to.include({ token: INFY, seq: 4, last: 50, bid: undefined, volume: 7 });
  });

  it('forgets with a snapshot what the snapshot does not say', () => {
    const [, second] = eventsOf(tk(0, ACC, { last: 100, volume: 5 }), tk(1, ACC, { last: 101 }));

    expect(second).to.include({ last: 101, volume: undefined });
  });

  it('changes nothing by an update without a snapshot: it is not laid under the snapshot that follows', () => {
    const [, second, third] = eventsOf(
      tf(0, ACC, { last: 1, volume: 9 }),
      tk(1, ACC, { last: 100 }),
      tf(2, ACC, { bid: 99 }),
    );

    expect(second).to.include({ last: 100, volume: undefined });
    expect(third).to.include({ last: 100, bid: 99, volume: undefined });
  });

  it('tells of an update without a snapshot whose it was and when', () => {
    const [first] = eventsOf(tf(7, ACC, { last: 1 }));

    expect(first).to.deep.include({ kind: 'FeedEvent', event: 'NoSnapshot', token: ACC, seq: 1 });
    expect((first as FeedEvent).detail).to.contain('NSE|22');
  });

  it('begins every token anew with a new connection: silent until its next tk, and nothing of before in it', () => {
    const events = eventsOf(
      tk(0, ACC, { last: 100, bid: 99 }),
      connected(10, 'Waiting'),
      tf(11, ACC, { last: 101 }),
      connected(20, 'Connecting'),
      tf(21, ACC, { last: 102 }),
      tk(22, ACC, { last: 103 }),
      tf(23, ACC, { ask: 104 }),
    );

    expect(events.map((event) => told(event))).to.deep.equal([
      '1 Tick NSE|22 100',
      '2 Connection all',
      '3 Tick NSE|22 101',
      '4 Connection all',
      '5 NoSnapshot NSE|22',
      '6 Tick NSE|22 103',
      '7 Tick NSE|22 103',
    ]);
    const [last] = events.slice(-1);
    expect(last).to.include({ last: 103, bid: undefined, ask: 104 });
  });

  it('keeps of a malformed message what was wrong with it, and no token', () => {
    const [first] = eventsOf(malformed(0, 'row 7, last: "abc" is no price'));

    expect(first).to.deep.include({
      event: 'Malformed',
      token: undefined,
      detail: 'row 7, last: "abc" is no price',
    });
  });

  describe('of a tick with a flag', () => {
    const crossed = tf(1, ACC, { bid: 102 });
    const messagesAround = [
      tk(0, ACC, { last: 100, bid: 99, ask: 101, volume: 5 }),
      crossed,
      tf(2, ACC, { last: 100.5, volume: 6 }),
      tf(3, ACC, { ask: 103 }),
    ];

    it('passes it on with the flag where it is kept', () => {
      const events = eventsWith({ Crossed: 'keep' }, ...messagesAround);

      expect(events.map(told)).to.deep.equal([
        '1 Tick NSE|22 100',
        '2 Tick NSE|22 100',
        '3 Tick NSE|22 100.5',
        '4 Tick NSE|22 100.5',
      ]);
      expect(events.map(({ flags }) => flags)).to.deep.equal([
        0,
        MessageFlag.Crossed,
        MessageFlag.Crossed,
        0,
      ]);
    });

    it('puts an event in its place where it is dropped, and lays later updates over it all the same', () => {
      const events = eventsWith({ Crossed: 'drop' }, ...messagesAround);

      expect(events.map(told)).to.deep.equal([
        '1 Tick NSE|22 100',
        '2 Dropped NSE|22',
        '3 Dropped NSE|22',
        '4 Tick NSE|22 100.5',
      ]);
      expect(events[1]).to.deep.equal({
        kind: 'FeedEvent',
        event: 'Dropped',
        seq: 2,
        at: at(0), // of the stamp's clock
        token: ACC,
        flags: MessageFlag.Crossed,
        detail: 'Crossed: bid 102 is above ask 101',
      });
      expect(events[3]).to.include({ bid: 102, ask: 103, last: 100.5, volume: 6, flags: 0 });
    });

    it('ends where it is to stop, naming instrument, time, flag and what else could be done', () => {
      expect(() => eventsWith({ Crossed: 'stop' }, ...messagesAround))
        .to.throw(DataError)
        .with.property('message')
        .that.equals(
          'NSE:ACC-EQ (NSE|22) at 2026-01-05T09:15:00.001+05:30: Crossed: bid 102 is above ask 101; ' +
            '--on Crossed=stop ends the run here, --on Crossed=drop leaves such ticks out, --on Crossed=keep passes them on',
        );
    });

    it('ends when one flag is to stop, whatever becomes of the others it has, and tells of that one', () => {
      const both = tf(2, ACC, { bid: 102, volume: 4 });

      expect(() => eventsWith({ Crossed: 'drop', VolumeReset: 'stop' }, messagesAround[0] ?? both, both))
        .to.throw(DataError)
        .with.property('message')
        .that.contains('VolumeReset: the volume of the day fell to 4')
        .and.not.contains('Crossed');
    });

    for (const [name, odd] of [
      ['Duplicate', tf(1, ACC, { last: 100 })],
      ['VolumeReset', tf(2, ACC, { volume: 4 })],
      ['ExchangeTimeBack', tf(2, ACC, { exchangeAt: at(-1) })],
      ['Stale', tf(2, ACC, { exchangeAt: at(-1_000_000), last: 101 })],
      ['Gap', tf(61_002, ACC, { last: 101 })],
      ['Crossed', tf(2, ACC, { bid: 102 })],
      ['OutOfOrder', tf(2, ACC, { last: 101, flags: MessageFlag.OutOfOrder })],
    ] as const)
      it(`drops it for ${name} and for nothing else`, () => {
        const before = [
          tk(0, ACC, { last: 100, volume: 5, bid: 99, ask: 101, exchangeAt: at(0) }),
          tf(1, ACC, { bid: 98 }),
        ];
        const keep = Object.fromEntries(FLAG_NAMES.map((flag) => [flag, 'keep' as const]));

        expect(eventsWith({ ...keep, [name]: 'drop' }, ...before, odd).map(told)[2]).to.match(/Dropped/);
        const others = Object.fromEntries(
          FLAG_NAMES.map((flag) => [
            flag,
            flag === name || flag === 'ExchangeTimeBack' ? ('keep' as const) : ('drop' as const),
          ]),
        );
        expect(eventsWith(others, ...before, odd).map(told)[2]).to.match(/Tick/);
      });
  });

  it('knows nothing of another subscription', () => {
    marbles(({ cold, hot, expectObservable }) => {
      const update$ = hot<LiveMessage>('-s-u-u-|', messages);
      const tick$ = merged(update$);
      const values = { a: '1 Tick NSE|22 100', b: '2 Tick NSE|22 101', c: '3 Tick NSE|22 101' };

      expectObservable(tick$, '^-------').toBe('-a-b-c-|', values);
      expectObservable(merged(cold<LiveMessage>('-i-|', messages))).toBe('-a-|', {
        a: '1 NoSnapshot NSE|1594',
      });
      expectObservable(merged(update$), '--^').toBe('---a-b-|', {
        a: '1 NoSnapshot NSE|22',
        b: '2 NoSnapshot NSE|22',
      });
    });
  });

  it('leaves its source when it is left', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const update$ = hot<LiveMessage>('-s-u-u-|', messages);

      expectObservable(merged(update$), '----!').toBe('-a-b', {
        a: '1 Tick NSE|22 100',
        b: '2 Tick NSE|22 101',
      });
      expectSubscriptions(update$.subscriptions).toBe('^---!');
    });
  });
});

import { expect } from 'chai';
import fc from 'fast-check';
import type { CloseCause } from '../../../src/adapter/noren/close-cause.js';
import { connectionMachine } from '../../../src/adapter/noren/connection.js';
import { CONNECTION_LIMITS } from '../../../src/adapter/noren/connection-limits.js';
import type {
  Connection,
  ConnectionEffect,
  ConnectionInput,
  Stepped,
} from '../../../src/adapter/noren/connection-types.js';
import { UsageError } from '../../../src/domain/failure.js';
import { epochMs } from '../../../src/domain/time.js';

const MIDDAY = epochMs(Date.UTC(2025, 6, 17, 7, 0)); // 12:30 IST
const EARLY = epochMs(Date.UTC(2025, 6, 16, 22, 0)); // 03:30 IST

const machine = connectionMachine({ place: 'wss://broker.example/NorenWSAPI/', seed: 7 }, CONNECTION_LIMITS);

/** What a run of inputs comes to; all effects in order. */
const run = (
  inputs: readonly ConnectionInput[],
  at = MIDDAY,
  from: Stepped = machine.start,
): { readonly connection: Connection; readonly effects: readonly ConnectionEffect[] } => {
  let [connection, effects] = from;
  for (const input of inputs) {
    const [next, more] = machine.step(connection, input, at);
    connection = next;
    effects = [...effects, ...more];
  }
  return { connection, effects };
};

const timerMs = (effects: readonly ConnectionEffect[], name: string): number | undefined =>
  effects.flatMap((effect) => (effect.kind === 'StartTimer' && effect.name === name ? effect.ms : [])).at(-1);

const details = (effects: readonly ConnectionEffect[]): string =>
  effects.flatMap((effect) => (effect.kind === 'Tell' ? effect.detail : [])).join('\n');

const CLOSED = (code: number, reason = '', generation = 1): ConnectionInput => ({
  kind: 'SocketClosed',
  generation,
  cause: { kind: 'Closed', code, reason },
});
const OPENED: readonly ConnectionInput[] = [{ kind: 'TokenTaken' }, { kind: 'Opened', generation: 1 }];
const LOGGED_IN: readonly ConnectionInput[] = [...OPENED, { kind: 'LoggedIn', generation: 1 }];
const LIVE: readonly ConnectionInput[] = [
  ...LOGGED_IN,
  { kind: 'Settled', served: 3, asked: 3, hasMarket: true },
];
const RETRY: ConnectionInput = { kind: 'Timer', name: 'Retry' };

const stateOf = (inputs: readonly ConnectionInput[], at = MIDDAY): string =>
  run(inputs, at).connection.phase.at;

describe('connectionMachine', () => {
  it('goes from the token to the socket, the log-in, the subscriptions and on to live', () => {
    expect([[], OPENED.slice(0, 1), OPENED, LOGGED_IN, LIVE].map((inputs) => stateOf(inputs))).to.deep.equal([
      ...['Connecting', 'Connecting', 'LoggingIn', 'Subscribing', 'Live'],
    ]);
  });

  it('subscribes nothing before the log-in is acknowledged', () => {
    const sent = run(OPENED).effects.map(({ kind }) => kind);

    expect(sent).to.include('LogIn').and.not.include.members(['Begin', 'SubscribeBatch']);
    expect(run(LOGGED_IN).effects.map(({ kind }) => kind)).to.include.members(['Begin', 'SubscribeBatch']);
  });

  it('ends with a failure when the first log-in is refused, and closes the socket', () => {
    for (const refusal of [
      { kind: 'Refused', generation: 1, detail: 'NOT_OK' },
      CLOSED(1008),
      CLOSED(1006, 'Session Expired : Invalid Session Key'),
      { kind: 'SocketClosed', generation: 1, cause: { kind: 'Handshake', status: 401 } },
    ] as const) {
      const { connection, effects } = run([...OPENED, refusal]);

      expect(connection.phase.at).to.equal('Closed');
      expect(effects.map(({ kind }) => kind)).to.include.members(['Close', 'Fail']);
      expect(details(effects)).to.match(/refused the log-in.*rxtape login/);
    }
  });

  it('waits for a new session token when one is refused in mid-run, and goes on with it', () => {
    const dropped = [...LIVE, CLOSED(1006), RETRY, { kind: 'Opened', generation: 2 } as const];
    const refused = run([...dropped, { kind: 'Refused', generation: 2, detail: 'NOT_OK' }]);

    expect(refused.connection.phase).to.deep.equal({ at: 'Waiting', for: 'Token' });
    expect(refused.effects).to.deep.include({ kind: 'RenewToken' });
    expect(
      refused.effects.some((effect) => effect.kind === 'Tell' && effect.event === 'SessionExpired'),
    ).to.equal(true);
    expect(refused.effects.some(({ kind }) => kind === 'Fail')).to.equal(false);

    const renewed = run([{ kind: 'TokenRenewed' }], MIDDAY, [refused.connection, []]);
    expect(renewed.effects).to.deep.include({ kind: 'Open', generation: 3 });
  });

  it('waits at least half a minute after another session took the log-in over, and longer each time', () => {
    let { connection, effects } = run([...LIVE, CLOSED(1000)]);
    const waits = [timerMs(effects, 'Retry') ?? 0];
    expect(connection.phase.at).to.equal('Evicted');
    expect(details(effects)).to.match(/another program/);
    for (let generation = 2; generation < 9; generation += 1) {
      ({ connection, effects } = run(
        [
          RETRY,
          { kind: 'Opened', generation },
          { kind: 'LoggedIn', generation },
          { kind: 'Settled', served: 1, asked: 1, hasMarket: true },
          CLOSED(1000, '', generation),
        ],
        MIDDAY,
        [connection, []],
      ));
      waits.push(timerMs(effects, 'Retry') ?? 0);
    }

    expect(Math.min(...waits)).to.be.at.least(30_000);
    expect(waits[3]).to.be.greaterThan(waits[0] ?? 0);
    expect(Math.max(...waits)).to.be.at.most(CONNECTION_LIMITS.evictedMostMs * 1.5);
  });

  it('waits twice as long after each failure, within its bounds, less a part that the seed decides', () => {
    const waitsOf = (seed: number): number[] => {
      const { start, step } = connectionMachine({ place: 'x', seed }, CONNECTION_LIMITS);
      let connection = start[0];
      return Array.from({ length: 12 }, (_, i) => {
        const inputs: ConnectionInput[] =
          i === 0 ? [...LIVE, CLOSED(1006)] : [RETRY, CLOSED(1006, '', i + 1)];
        let effects: readonly ConnectionEffect[] = [];
        for (const input of inputs) [connection, effects] = step(connection, input, MIDDAY);
        return timerMs(effects, 'Retry') ?? 0;
      });
    };

    for (let seed = 0; seed < 200; seed += 1) {
      const waits = waitsOf(seed);
      waits.forEach((ms, i) => {
        const whole = Math.min(60_000, 1_000 * 2 ** i);
        expect(ms).to.be.within(whole / 2, whole);
      });
      expect(waitsOf(seed)).to.deep.equal(waits);
    }
    expect(waitsOf(1)).to.not.deep.equal(waitsOf(2));
  });

  it('tries again slowly in the early morning, when servers are down', () => {
    const { effects } = run([...LIVE, CLOSED(1006)], EARLY);

    expect(timerMs(effects, 'Retry')).to.be.within(90_000, 180_000);
  });

  it('tells of a wrong address within seconds in the early morning too, and waits for a server that says it is down', () => {
    const first = (cause: CloseCause): number | undefined =>
      timerMs(
        run([{ kind: 'TokenTaken' }, { kind: 'SocketClosed', generation: 1, cause }], EARLY).effects,
        'Retry',
      );

    expect(first({ kind: 'Failed', text: 'nothing answers', isFinal: false })).to.be.within(500, 1_000);
    expect(first({ kind: 'Handshake', status: 502 })).to.be.within(90_000, 180_000);
  });

  it('forgets failures when it has been live for long', () => {
    const { connection } = run([...LIVE, CLOSED(1006), RETRY]);
    expect(connection.failures).to.equal(1);

    const steady = run(
      [
        { kind: 'Opened', generation: 2 },
        { kind: 'LoggedIn', generation: 2 },
        { kind: 'Settled', served: 1, asked: 1, hasMarket: true },
        { kind: 'Timer', name: 'Steady' },
      ],
      MIDDAY,
      [connection, []],
    );
    expect(steady.connection.failures).to.equal(0);
  });

  it('tries again after an answer of a server that is down, for as long as it takes', () => {
    let connection = run([{ kind: 'TokenTaken' }]).connection;
    for (let generation = 1; generation < 50; generation += 1) {
      const cause: CloseCause = { kind: 'Handshake', status: 502 };
      ({ connection } = run([{ kind: 'SocketClosed', generation, cause }, RETRY], MIDDAY, [connection, []]));
    }

    expect(connection.phase.at).to.equal('Connecting');
  });

  it('gives up on an address where no such server is, and on one that never could be reached', () => {
    const first = (cause: CloseCause): ConnectionInput[] => [
      { kind: 'TokenTaken' },
      { kind: 'SocketClosed', generation: 1, cause },
    ];
    expect(stateOf(first({ kind: 'Handshake', status: 404 }))).to.equal('Closed');
    expect(stateOf(first({ kind: 'Failed', isFinal: true, text: 'no certificate' }))).to.equal('Closed');

    let connection = run([{ kind: 'TokenTaken' }]).connection;
    let tries = 0;
    for (let generation = 1; connection.phase.at !== 'Closed'; generation += 1) {
      tries += 1;
      const cause: CloseCause = { kind: 'Failed', isFinal: false, text: 'connection refused' };
      ({ connection } = run([{ kind: 'SocketClosed', generation, cause }, RETRY], MIDDAY, [connection, []]));
    }
    expect(tries).to.equal(CONNECTION_LIMITS.firstTries);
  });

  it('changes nothing for what an earlier socket still tells', () => {
    const { connection } = run([...LIVE, CLOSED(1006), RETRY, { kind: 'Opened', generation: 2 }]);

    for (const late of [
      CLOSED(1000),
      CLOSED(1006),
      { kind: 'LoggedIn', generation: 1 },
      { kind: 'Refused', generation: 1, detail: 'NOT_OK' },
      { kind: 'Opened', generation: 1 },
    ] as const)
      expect(machine.step(connection, late, MIDDAY)).to.deep.equal([connection, []]);
  });

  it('lets a socket go that does not answer: to the log-in, to a ping, or with any frame', () => {
    expect(stateOf([...OPENED, { kind: 'Timer', name: 'Ack' }])).to.equal('Waiting');
    expect(stateOf([...LIVE, { kind: 'PongMissed', hasHeard: false }])).to.equal('Waiting');
    expect(stateOf([...LIVE, { kind: 'PongMissed', hasHeard: true }])).to.equal('Live');
    const silence = (seconds: number): ConnectionInput[] =>
      Array.from({ length: seconds }, () => ({
        kind: 'Pulse', hasHeard: false, hasMarket: false, isInHours: false, isExpected: false,
      })); // prettier-ignore
    expect(stateOf([...LIVE, ...silence(119)])).to.equal('Live');
    expect(stateOf([...LIVE, ...silence(120)])).to.equal('Waiting');
  });

  describe('with something that ticks all the time', () => {
    const pulse = (hasHeard: boolean, isExpected = true): ConnectionInput => ({
      kind: 'Pulse', hasHeard, hasMarket: false, isInHours: true, isExpected,
    }); // prettier-ignore
    const SILENT = pulse(false);
    const said = (pulses: readonly ConnectionInput[]): readonly string[] =>
      run([...LIVE, pulse(true), ...pulses])
        .effects.slice(run(LIVE).effects.length)
        .flatMap((effect) =>
          effect.kind === 'Probe' ? ['Probe'] : effect.kind === 'Tell' ? [effect.event] : [],
        );
    const times = <A>(count: number, one: A): readonly A[] => Array.from({ length: count }, () => one);

    it('asks after 2 s without a frame whether anybody is there, once, and tells after 5 s that nobody is', () => {
      expect(said(times(1, SILENT))).to.deep.equal([]);
      expect(said(times(2, SILENT))).to.deep.equal(['Probe']);
      expect(said(times(4, SILENT))).to.deep.equal(['Probe']);
      expect(said(times(5, SILENT))).to.deep.equal(['Probe', 'Unheard']);
      expect(said([...times(60, SILENT), pulse(true), pulse(true)])).to.deep.equal([
        'Probe',
        'Unheard',
        'Heard',
      ]);
    });

    it('tells nothing of a market that is silent, where every question is answered', () => {
      const quiet = times(100, [SILENT, SILENT, pulse(true)]).flat();

      expect(said(quiet)).to.deep.equal(times(100, 'Probe'));
    });

    it('expects nothing where it does not trade', () => {
      expect(said(times(60, pulse(false, false)))).to.deep.equal([]);
      expect(said([...times(60, pulse(false, false)), ...times(4, SILENT)])).to.deep.equal(['Probe']);
    });
  });

  describe('with heartbeats and no prices', () => {
    const pulses = (seconds: number, hasMarket: (second: number) => boolean, isInHours = true): ConnectionInput[] =>
      Array.from({ length: seconds }, (_, second) => ({
        kind: 'Pulse', hasHeard: true, hasMarket: hasMarket(second), isInHours, isExpected: isInHours,
      })); // prettier-ignore

    it('is stalled after three minutes, where prices came before', () => {
      const traded = [...LIVE, ...pulses(120, () => true)];

      expect(stateOf([...traded, ...pulses(179, () => false)])).to.equal('Live');
      expect(stateOf([...traded, ...pulses(180, () => false)])).to.equal('Stalled');
    });

    it('takes a list of quiet instruments for no stall, nor the end of the session', () => {
      expect(stateOf([...LIVE, ...pulses(3_600, (second) => second === 10 || second === 700)])).to.equal(
        'Live',
      );
      expect(stateOf([...LIVE, ...pulses(120, () => true), ...pulses(3_600, () => false, false)])).to.equal(
        'Live',
      );
    });

    it('suspects the session token after two new log-ins that brought nothing, and tries it slowly on', () => {
      let { connection } = run([...LIVE, ...pulses(120, () => true), ...pulses(180, () => false)]);
      for (const generation of [2, 3]) {
        expect(connection.phase.at).to.equal('Stalled');
        ({ connection } = run(
          [
            CLOSED(1006, '', generation - 1),
            RETRY,
            { kind: 'Opened', generation },
            { kind: 'LoggedIn', generation },
            { kind: 'Settled', served: 0, asked: 3, hasMarket: false },
          ],
          MIDDAY,
          [connection, []],
        ));
      }
      const { connection: suspected, effects } = run([{ kind: 'Timer', name: 'Closing' }], MIDDAY, [
        connection,
        [],
      ]);

      expect(suspected.phase).to.deep.equal({ at: 'Waiting', for: 'TokenOrRetry' });
      expect(effects).to.deep.include({ kind: 'RenewToken' });
      expect(timerMs(effects, 'Retry')).to.equal(CONNECTION_LIMITS.slowMs);
    });
  });

  it('has an answer to every input in every state, opens one socket at a time and ends once', () => {
    const generation = fc.integer({ min: 0, max: 4 });
    const cause: fc.Arbitrary<CloseCause> = fc.oneof(
      fc.record({
        kind: fc.constant('Closed' as const),
        code: fc.constantFrom(1000, 1001, 1006, 1008, 1009),
        reason: fc.constantFrom('', 'bye', 'session expired'),
      }),
      fc.record({
        kind: fc.constant('Handshake' as const),
        status: fc.constantFrom(401, 403, 404, 429, 502),
      }),
      fc.record({ kind: fc.constant('Failed' as const), isFinal: fc.boolean(), text: fc.constant('gone') }),
    );
    const input: fc.Arbitrary<ConnectionInput> = fc.oneof(
      fc.constantFrom<ConnectionInput>(
        { kind: 'TokenTaken' },
        { kind: 'TokenRenewed' },
        { kind: 'Queued' },
        { kind: 'TokenMissing', failure: new UsageError('none') },
      ),
      { weight: 3, arbitrary: generation.map((of) => ({ kind: 'Opened' as const, generation: of })) },
      { weight: 3, arbitrary: generation.map((of) => ({ kind: 'LoggedIn' as const, generation: of })) },
      generation.map((of) => ({ kind: 'Refused' as const, generation: of, detail: 'NOT_OK' })),
      generation.map((of) => ({ kind: 'Ponged' as const, generation: of })),
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('SocketClosed' as const), generation, cause }) },
      fc.record({ kind: fc.constant('BatchDue' as const), isWaiting: fc.boolean() }),
      fc.record({ kind: fc.constant('PongMissed' as const), hasHeard: fc.boolean() }),
      fc.record({
        kind: fc.constant('Settled' as const),
        served: fc.nat(3),
        asked: fc.nat(3),
        hasMarket: fc.boolean(),
      }),
      fc.record({
        kind: fc.constant('Pulse' as const),
        hasHeard: fc.boolean(),
        hasMarket: fc.boolean(),
        isInHours: fc.boolean(),
        isExpected: fc.boolean(),
      }),
      {
        weight: 3,
        arbitrary: fc
          .constantFrom('Opening', 'Ack', 'Retry', 'Steady', 'Heartbeat', 'Closing')
          .map((name) => ({ kind: 'Timer' as const, name })),
      },
    );
    fc.assert(
      fc.property(
        fc.array(input, { maxLength: 60 }),
        fc.integer({ min: MIDDAY - 43_200_000, max: MIDDAY + 43_200_000 }),
        (inputs, at) => {
          let [connection] = machine.start;
          let isOpen = false;
          let ends = 0;
          for (const each of inputs) {
            const before = connection;
            const [next, effects] = machine.step(connection, each, epochMs(at));
            connection = next;
            for (const effect of effects) {
              if (effect.kind === 'Open') {
                expect(isOpen, 'a socket is open').to.equal(false);
                expect(effect.generation).to.equal(before.generation + 1);
                isOpen = true;
              }
              if (effect.kind === 'Terminate' || effect.kind === 'Close') isOpen = false;
              if (effect.kind === 'Fail') ends += 1;
              if (effect.kind === 'StartTimer') expect(effect.ms).to.be.at.least(0).and.finite;
              if (effect.kind === 'Tell') expect(effect.detail).to.not.equal('');
            }
            if (each.kind === 'SocketClosed' && each.generation === before.generation) isOpen = false;
            if (before.phase.at === 'Closed') expect([next, effects]).to.deep.equal([before, []]);
            // what is told is where it is
            const told = effects.flatMap((effect) =>
              effect.kind === 'Tell' && effect.connection !== undefined ? effect.connection : [],
            );
            if (told.length > 0) expect(told.at(-1)).to.equal(next.phase.at);
            else expect(next.phase.at).to.equal(before.phase.at);
          }
          expect(ends).to.be.at.most(1);
          const [stopped] = machine.step(connection, { kind: 'Stopped' }, epochMs(at));
          expect(stopped.phase.at).to.equal('Closed');
        },
      ),
      { numRuns: 5_000 },
    );
  });
});

import { expect } from 'chai';
import { debounceTime, Subject } from 'rxjs';
import { WallTime } from '../../src/adapter/live/wall-time.js';
import { WallClockError } from '../../src/clock/wall-clock-guard.js';
import type { Entry } from '../../src/domain/entry.js';
import { limit, market, NO_INTENTS } from '../../src/domain/intent.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import type { Tick } from '../../src/domain/tick.js';
import { noCharges } from '../../src/exchange/charges.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import type { BrokerOf } from '../../src/port/broker.js';
import type { LiveMessage, Notice } from '../../src/port/feed.js';
import type { Input } from '../../src/port/input.js';
import { liveSession, type LiveSessionOptions } from '../../src/run/live-session.js';
import { at, connected, malformed, tf, tk } from '../operator/messages.js';
import { bound, scripted } from '../operator/scripted.js';
import { told } from '../operator/told.js';
import { pipelineOf } from '../operator/world.js';
import { ACC, INFY } from '../support/instrument.js';
import { PlayedTime } from '../support/played-time.js';
import { rejection } from '../support/rejection.js';
import { idealBroker } from '../support/ideal-exchange.js';

/** Buys ten at 5, at market; bids 3 for ten at 4. */
const buyer = scripted('alpha', 0, (heard, event) => [
  heard + 1,
  event.kind !== 'Tick'
    ? NO_INTENTS
    : event.last === 5
      ? [market('BUY', 10)]
      : event.last === 4
        ? [limit('BUY', 10, 3)]
        : NO_INTENTS,
]);
const pipeline = pipelineOf({ tokens: [ACC, INFY], bindings: [bound(buyer, undefined, [ACC, INFY])] });

/** A session in played time with a broker that takes 20 ms; what it is recorded, in order, in few words. */
const running = (options: Partial<LiveSessionOptions> = {}, of: Pipeline = pipeline) => {
  const real = new PlayedTime(at(0));
  const message$ = new Subject<LiveMessage>();
  const entries: Entry[] = [];
  const recorded: string[] = [];
  const session = liveSession(of, {
    feed: { message$ },
    time: real,
    startAt: at(0),
    real,
    broker: idealBroker(noCharges, 20),
    quality: DEFAULT_QUALITY,
    readers: [(entry) => entries.push(entry)],
    recorder: {
      input: ({ kind, receivedAt }) => recorded.push(`in ${kind} ${receivedAt - at(0)}`),
      entry: (entry) => recorded.push(told(entry)),
      close: async (endAt, digest) => {
        recorded.push(`closed ${endAt - at(0)} ${digest === '' ? 'without' : 'with'} a digest`);
      },
    },
    ...options,
  });
  /** Brings `messages` at their times. */
  const bring = (...messages: readonly LiveMessage[]): void => {
    for (const message of messages) {
      real.pass(message.receivedAt - real.now());
      message$.next(message);
      real.pass(0);
    }
  };
  return { real, message$, entries, recorded, session, bring, said: () => entries.map(told) };
};

const forAll = { strategy: undefined, token: undefined, by: 'a test' };

describe('liveSession', () => {
  it('runs the belt as time passes and things come', async () => {
    const { real, bring, session, said } = running();

    bring(tk(300, ACC, { last: 1 }), tf(400, ACC, { last: 5 }), tf(1_400, ACC, { last: 6 }));
    session.stop('enough', 'keep');
    real.pass(0);
    const { endAt, reason } = await session.done;

    expect(said()).to.deep.equal([
      '1 Tick NSE|22 1',
      '2 Tick NSE|22 5',
      '3<2 Decision Submit alpha:NSE|22:1',
      '4<3 Approved Submit alpha:NSE|22:1',
      '5<4 OrderSent alpha:NSE|22:1',
      '6<5 alpha:NSE|22:1 Open',
      '7 ClockTicked',
      '8 Tick NSE|22 6',
      '9<5 alpha:NSE|22:1 Filled',
      '10 halt all',
    ]);
    expect({ endAt, reason }).to.deep.equal({ endAt: at(1_400), reason: 'enough' });
  });

  it('records each input, then the entries that follow from it, and last where it ended', async () => {
    const { real, bring, session, recorded } = running();

    bring(tk(300, ACC, { last: 5 }));
    real.pass(700);
    session.stop('enough', 'keep');
    real.pass(0);
    await session.done;

    expect(recorded).to.deep.equal([
      'in tk 300',
      '1 Tick NSE|22 5',
      '2<1 Decision Submit alpha:NSE|22:1',
      '3<2 Approved Submit alpha:NSE|22:1',
      '4<3 OrderSent alpha:NSE|22:1',
      '5<4 alpha:NSE|22:1 Open',
      '6 ClockTicked',
      'in Command 1000',
      '7 halt all',
      'closed 1000 with a digest',
    ]);
  });

  describe('that is stopped', () => {
    it('and keeps what is open ends at once, and tells what that is', async () => {
      const { real, bring, session, said } = running();
      bring(tk(0, ACC, { last: 5 }), tf(100, ACC, { last: 6 }), tf(200, ACC, { last: 4 }));
      real.pass(100);

      session.stop('enough', 'keep');
      bring(tf(300, ACC, { last: 5 }));
      const { standing, endAt } = await session.done;

      expect(standing.orders.map(({ id, state }) => [id, state])).to.deep.equal([['alpha:NSE|22:2', 'Open']]);
      expect(standing.positions).to.deep.equal([{ strategy: 'alpha', token: ACC, quantity: 10 }]);
      expect(endAt).to.equal(at(300));
      expect(said().at(-1)).to.match(/halt all/);
    });

    it('and cancels waits until the orders are, and takes no new ones', async () => {
      const { real, bring, session, said } = running();
      bring(tk(0, ACC, { last: 4 }));
      real.pass(100);

      session.stop('enough', 'cancel');
      bring(tf(110, ACC, { last: 5 }));
      real.pass(10);
      const { standing, endAt } = await session.done;

      expect(said().slice(5)).to.deep.equal([
        '6 cancel all',
        '7<6 Decision Cancel alpha:NSE|22:1',
        '8<7 Approved Cancel alpha:NSE|22:1',
        '9<8 CancelSent alpha:NSE|22:1',
        '10<9 alpha:NSE|22:1 CancelInFlight',
        '11 Tick NSE|22 5',
        '12<11 Decision Submit alpha:NSE|22:2',
        '13<12 Refused alpha:NSE|22:2: halted',
        '14<13 alpha:NSE|22:2 Refused',
        '15<9 alpha:NSE|22:1 Cancelled',
      ]);
      expect(standing).to.deep.equal({ orders: [], positions: [] });
      expect(endAt).to.equal(at(120));
    });

    it('and flattens waits until nothing is held', async () => {
      const { real, bring, session, said } = running();
      bring(tk(0, ACC, { last: 5 }), tf(100, ACC, { last: 6 }));

      session.stop('enough', 'flatten');
      real.pass(100);
      bring(tf(300, ACC, { last: 7 }));
      real.pass(10);
      const { standing, endAt } = await session.done;

      expect(said().slice(-6)).to.deep.equal([
        '9<8 Decision Submit alpha:NSE|22:close1',
        '10<9 Approved Submit alpha:NSE|22:close1',
        '11<10 OrderSent alpha:NSE|22:close1',
        '12<11 alpha:NSE|22:close1 Open',
        '13 Tick NSE|22 7',
        '14<11 alpha:NSE|22:close1 Filled',
      ]);
      expect(standing).to.deep.equal({ orders: [], positions: [] });
      expect(endAt).to.equal(at(300));
    });

    it('waits four seconds at most, and tells what is left', async () => {
      const { real, bring, session } = running();
      bring(tk(0, ACC, { last: 5 }), tf(100, ACC, { last: 6 }));

      session.stop('enough', 'flatten');
      real.pass(10_000); // no tick comes that the closing order could trade against
      const { standing, endAt } = await session.done;

      expect(standing.orders.map(({ id }) => id)).to.deep.equal(['alpha:NSE|22:close1']);
      expect(standing.positions.map(({ quantity }) => quantity)).to.deep.equal([10]);
      expect(endAt).to.equal(at(4_100));
    });

    it('a second time waits no longer', async () => {
      const { real, bring, session } = running();
      bring(tk(0, ACC, { last: 5 }), tf(100, ACC, { last: 6 }));

      session.stop('enough', 'flatten');
      real.pass(50);
      session.stop('now', 'keep');
      real.pass(0);
      const { reason, endAt } = await session.done;

      expect({ reason, endAt }).to.deep.equal({ reason: 'enough', endAt: at(150) });
    });

    it('ends at once where nothing is open, whatever is asked for', async () => {
      for (const policy of ['keep', 'cancel', 'flatten'] as const) {
        const { real, bring, session } = running();
        bring(tk(0, ACC, { last: 1 }));

        session.stop('enough', policy);
        real.pass(0);

        expect((await session.done).endAt).to.equal(at(0));
      }
    });

    for (const [how, twice] of Object.entries({ 'at once': 0, 'by a second stop': 1, 'by its time': 5_000 }))
      it(`has on its tape what is said of what does not go out any more: ${how}`, async () => {
        const message$ = new Subject<LiveMessage>();
        let times = 0;
        const leave = (): void => {
          times += 1;
          message$.next({
            kind: 'Notice',
            receivedAt: at(100),
            event: 'Reconciled',
            token: ACC,
            detail: 'left',
          });
        };
        const { real, session, said } = running({ feed: { message$, leave } });
        real.pass(0);
        message$.next(tk(0, ACC, { last: 5 }));
        real.pass(100);
        message$.next(tf(100, ACC, { last: 6 }));
        real.pass(0);

        session.stop('enough', twice === 0 ? 'keep' : 'flatten');
        real.pass(twice);
        if (twice === 1) session.stop('now', 'keep');
        real.pass(0);
        await session.done;

        expect(said().at(-1)).to.match(/Reconciled/);
        expect(times).to.equal(1);
      });

    it('has on its tape the answer to what it decides behind that', async () => {
      const message$ = new Subject<Input>();
      let hasLeft = false;
      /** A broker out there that takes orders until it is left. */
      const broker: BrokerOf = (_clock, heard$) => ({
        answer$: heard$,
        show: () => undefined,
        send: ({ seq: cause, token, strategy, order: { id: orderId } }) => {
          if (!hasLeft) return;
          message$.next({
            ...{ kind: 'BrokerAnswer', receivedAt: at(0), cause, token, strategy, orderId },
            ...{ change: { kind: 'Rejected' }, reason: 'the session has ended' },
          });
        },
      });
      const leave = (): void => {
        hasLeft = true;
      };
      const { real, session, said } = running({ feed: { message$, leave }, broker });
      message$.next(tk(0, ACC, { last: 5 }));
      session.stop('enough', 'keep');
      session.stop('now', 'keep');
      real.pass(0);
      const { standing } = await session.done;

      expect(said().at(-1)).to.match(/Rejected/);
      expect(standing.orders).to.deep.equal([]);
    });

    it('leaves the feed and every timer', async () => {
      const { real, bring, session, message$ } = running();
      bring(tk(0, ACC, { last: 1 }));

      session.stop('enough', 'cancel');
      real.pass(0);
      await session.done;

      expect(message$.observed).to.equal(false);
      expect(real.pending).to.deep.equal([]);
    });
  });

  describe('ends', () => {
    it('when the feed is complete, behind what waits', async () => {
      const { real, message$, session, said } = running();

      message$.next(tk(0, ACC, { last: 1 }));
      message$.complete();
      real.pass(0);
      const { reason } = await session.done;

      expect(said()).to.deep.equal(['1 Tick NSE|22 1']);
      expect(reason).to.equal('the feed is complete');
    });

    it('in the error of the feed, behind what waits, the recording closed', async () => {
      const { real, message$, session, recorded } = running();
      const error = new Error('log-in refused');

      message$.next(tk(0, ACC, { last: 1 }));
      message$.error(error);
      real.pass(0);

      expect(await rejection(session.done)).to.equal(error);
      expect(recorded).to.deep.equal(['in tk 0', '1 Tick NSE|22 1', 'closed 0 with a digest']);
      expect(real.pending).to.deep.equal([]);
    });

    it('in the error of a reader, the feed left and the recording closed', async () => {
      const error = new Error('the reader broke');
      const { real, message$, session, recorded } = running({
        readers: [
          (entry) => {
            if (entry.seq === 2) throw error;
          },
        ],
      });

      for (const last of [1, 2, 3]) message$.next(tk(0, ACC, { last }));
      real.pass(0);

      expect(await rejection(session.done)).to.equal(error);
      expect(recorded.slice(-2)).to.deep.equal(['2 Tick NSE|22 2', 'closed 0 with a digest']);
      expect(message$.observed).to.equal(false);
      expect(real.pending).to.deep.equal([]);
    });

    it('in the error of a rule', async () => {
      const broken = {
        name: 'broken',
        review: () => {
          throw new Error('a rule broke');
        },
      };
      const { real, bring, session } = running({}, { ...pipeline, risk: [broken] });
      bring(tk(0, ACC, { last: 5 }));
      real.pass(0);

      expect(await rejection(session.done)).to.have.property('message', 'a rule broke');
    });

    it('in an error that names the operator which runs on RxJS’s own clock', async () => {
      const { bring, session } = running(
        {},
        { ...pipeline, graph: (event$, { strategies }) => event$.pipe(debounceTime(10), strategies) },
      );
      bring(tk(0, ACC, { last: 1 }));

      const error = await rejection(session.done);
      expect(error).to.be.instanceOf(WallClockError);
      expect(error)
        .to.have.property('message')
        .that.matches(/^debounceTime ran/);
    });
  });

  it('puts commands and its own notices on the tape', () => {
    const { real, session, said } = running();

    void session.command({
      command: 'halt',
      strategy: undefined,
      token: ACC,
      by: 'a test',
      reason: 'by hand',
    });
    session.tell({ event: 'RecordingLost', token: undefined, detail: 'the disk is full' });
    real.pass(0);

    expect(said()).to.deep.equal(['1 halt NSE|22', '2 RecordingLost all']);
  });

  it('tells who gave a command where it stands on the tape, once all that it asks for has gone down the belt', async () => {
    const { real, bring, entries, session } = running();
    bring(tk(0, ACC, { last: 4 }));
    real.pass(100);
    const before = entries.length;

    let atThat = 0;
    const told = session.command({ ...forAll, command: 'cancel', reason: 'by hand' }).then((command) => {
      atThat = entries.length;
      return command;
    });
    real.pass(0);

    expect(await told).to.equal(entries[before]);
    expect(entries.slice(before, atThat).map(({ kind }) => kind)).to.deep.equal([
      'Command',
      'Decision',
      'Approved',
      'CancelSent',
      'OrderUpdate', // cancellation asked for
    ]);
  });

  it('tells that a command was not heard, where it ended before', async () => {
    const { real, session, message$ } = running();
    message$.error(new Error('log-in refused'));
    const late = session.command({ ...forAll, command: 'halt', reason: 'too late' });
    real.pass(0);
    await rejection(session.done);
    const later = session.command({ ...forAll, command: 'halt', reason: 'later still' });

    expect(await Promise.all([late, later])).to.deep.equal([undefined, undefined]);
  });

  it('tells on the tape that the wall clock was set, once', () => {
    const machine = { wallMs: 0 };
    const played = new PlayedTime(at(0));
    const time = new WallTime({ wall: () => played.now() + machine.wallMs, monotonic: () => played.now() });
    const { entries } = running({ time, real: played });

    played.pass(500);
    machine.wallMs = 10_000;
    played.pass(500);

    const [jumped, ...others] = entries.filter(({ kind }) => kind === 'FeedEvent');
    expect(others).to.deep.equal([]);
    expect(jumped).to.include({ event: 'ClockJumped' });
    expect(jumped).to.have.property('detail').that.contains('jumped ahead by 10000 ms');
    expect(entries.filter(({ kind }) => kind === 'ClockTicked')).to.have.length(11);
  });

  it('counts what came and what was made of it, and how long it took', () => {
    const { real, message$, session, bring } = running({ readers: [(): void => real.stall(1)] });
    bring(
      connected(0, 'Connecting'),
      connected(1, 'Live'),
      tk(10, ACC, { last: 5 }),
      malformed(20, 'no JSON'),
    );
    bring(connected(30, 'Connecting'), tk(40, INFY, { last: 1 }));
    message$.next(tf(50, ACC, { last: 1 }));

    const { latency, ...stats } = session.stats();

    expect(stats).to.deep.equal({
      messages: 3,
      ticks: 2,
      malformed: 1,
      orderReports: 0,
      decisions: 1,
      refused: 0,
      orders: 1,
      fills: 0,
      waiting: 1,
      longest: 1,
      conflated: 0,
      silence: stats.silence,
      connection: 'Connecting',
      reconnects: 1,
    });
    expect(stats.silence?.token).to.equal(ACC);
    expect(latency.count).to.equal(3);
    expect(session.lap().count).to.equal(3);
    expect(session.lap().count).to.equal(0);
  });

  it('holds little in a burst, with the newest of each token and every order report', async () => {
    const report = (n: number): Notice => ({
      kind: 'Notice',
      receivedAt: at(0),
      event: 'Order',
      token: ACC,
      detail: `report ${n}`,
    });
    const { real, message$, session, entries } = running({ lineBound: 100 });
    for (let i = 1; i <= 10_000; i += 1) {
      message$.next(
        i <= 2 ? tk(0, i === 1 ? ACC : INFY, { last: i }) : tf(0, i % 2 === 1 ? ACC : INFY, { last: i }),
      );
      if (i % 1_000 === 0) message$.next(report(i / 1_000));
    }
    session.stop('enough', 'keep');
    real.pass(100);
    const { stats } = await session.done;

    const ticks = entries.filter((entry): entry is Tick => entry.kind === 'Tick');
    const newest = new Map(ticks.map(({ token, last }) => [token, last]));
    expect([newest.get(ACC), newest.get(INFY)]).to.deep.equal([9_999, 10_000]);
    expect(stats.longest).to.be.at.most(100 + 2 + 10 + 3);
    expect(stats.messages + stats.conflated).to.equal(10_000);
    const events = entries.flatMap((entry) => (entry.kind === 'FeedEvent' ? [entry] : []));
    expect(events.filter(({ event }) => event === 'Order').map(({ detail }) => detail)).to.deep.equal(
      Array.from({ length: 10 }, (_, i) => `report ${i + 1}`),
    );
    expect(events.filter(({ event }) => event === 'Conflated')).to.have.length(2);
  });
});

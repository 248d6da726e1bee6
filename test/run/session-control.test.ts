import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { Subject } from 'rxjs';
import type { RecorderStats } from '../../src/adapter/recording/recorder-state.js';
import type { SessionRecorder } from '../../src/adapter/recording/session-recorder.js';
import { askSession } from '../../src/adapter/control/ask-session.js';
import { type ControlSocket, controlSocket } from '../../src/adapter/control/control-socket.js';
import { CommandDone, OpenOrders, OpenPositions, SessionStatus } from '../../src/codec/control/answer.js';
import type { ControlRequest } from '../../src/codec/control/request.js';
import type { Entry } from '../../src/domain/entry.js';
import { limit, market, NO_INTENTS } from '../../src/domain/intent.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import { flatCharges } from '../../src/exchange/charges.js';
import { rupees } from '../../src/domain/money.js';
import type { LiveMessage } from '../../src/port/feed.js';
import { NO_LOG } from '../../src/port/log.js';
import { type LiveSession, liveSession } from '../../src/run/live-session.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { NOWHERE, reportReader } from '../../src/run/report-reader.js';
import { sessionControl } from '../../src/run/session-control.js';
import { HaltsInForce } from '../../src/run/halts-in-force.js';
import { SwitchesThrown } from '../../src/run/switches-thrown.js';
import { at, tf, tk } from '../operator/messages.js';
import { bound, scripted } from '../operator/scripted.js';
import { pipelineOf } from '../operator/world.js';
import { idealBroker } from '../support/ideal-exchange.js';
import { ACC, INFY } from '../support/instrument.js';
import { PlayedTime } from '../support/played-time.js';
import { recorderStats } from '../support/recorder-stats.js';
import { rejection } from '../support/rejection.js';

/** Buys one at every tick above 1; at 1 it asks for ten far below. */
const eager = (name: string) =>
  scripted(name, 0, (heard, event) => [
    heard + 1,
    event.kind !== 'Tick' || event.last === undefined
      ? NO_INTENTS
      : event.last === 1
        ? [limit('BUY', 10, 0.5)]
        : [market('BUY', 1)],
  ]);

const pipeline = pipelineOf({
  tokens: [ACC, INFY],
  risk: [maxDailyLoss(rupees(100_000), { until: 'resume' })],
  bindings: [bound(eager('alpha'), undefined, [ACC, INFY]), bound(eager('beta'), undefined, [ACC])],
});

const recorderWith = (
  state: RecorderStats['state'],
  others: number,
): Pick<SessionRecorder, 'stats' | 'flush'> => ({
  flush: () => Promise.resolve(),
  stats: () => recorderStats(state, others),
});

const IDENTITY = {
  version: '0.1.0',
  pid: 7,
  kind: 'paper',
  pipeline: 'test',
  feed: 'a test',
  folder: null,
  startedAt: '2026-01-05T09:15:00.000+05:30',
};

describe('sessionControl', () => {
  let folder: string;
  let control: ControlSocket;
  let real: PlayedTime;
  let message$: Subject<LiveMessage>;
  let entries: Entry[];
  let session: LiveSession;
  let stopControl: () => void;
  /** Real time that an entry costs. */
  let entryMs: number;
  /** Whether a command has come to the session, and when one was on the belt. */
  let isCommanded: boolean;
  let heardAt: number | undefined;

  let disk: RecorderStats['state'] | undefined;
  let lost: number;

  beforeEach(async () => {
    disk = undefined;
    lost = 0;
    folder = mkdtempSync(join(tmpdir(), 'rxtape-'));
    control = await controlSocket(folder, 'test');
    real = new PlayedTime(at(0));
    message$ = new Subject();
    entries = [];
    entryMs = 0;
    isCommanded = false;
    heardAt = undefined;
    const report = reportReader(pipeline, NOWHERE, undefined);
    const switches = new SwitchesThrown();
    const halts = new HaltsInForce();
    session = liveSession(pipeline, {
      feed: { message$ },
      time: real,
      startAt: at(0),
      real,
      broker: idealBroker(flatCharges(rupees(20))),
      quality: DEFAULT_QUALITY,
      readers: [
        (entry) => entries.push(entry),
        (entry) => {
          report.read(entry);
        },
        (entry) => switches.take(entry),
        (entry) => halts.take(entry),
        ({ kind }) => {
          if (kind === 'Command') heardAt = real.now();
          real.stall(entryMs);
        },
      ],
    });
    stopControl = sessionControl(control, {
      identity: IDENTITY,
      pipeline,
      time: real,
      get recorder() {
        return disk === undefined ? undefined : recorderWith(disk, lost);
      },
      session: {
        ...session,
        command: (given) => {
          isCommanded = true;
          return session.command(given);
        },
      },
      standing: () => report.standing(),
      switches,
      halts,
      onStop: 'keep',
      log: NO_LOG,
    });
  });
  afterEach(async () => {
    stopControl();
    await control.close();
    session.stop('the test is over', 'keep');
    session.stop('the test is over', 'keep');
    real.pass(0);
    await session.done;
    rmSync(folder, { recursive: true });
  });

  const bring = (...messages: readonly LiveMessage[]): void => {
    for (const message of messages) {
      real.pass(message.receivedAt - real.now());
      message$.next(message);
      real.pass(0);
    }
  };

  /** Asks over the socket; the session's time stands still, its line is worked off. */
  const asked = async <A>(
    request: ControlRequest,
    codec: Parameters<typeof askSession<A>>[2],
  ): Promise<A> => {
    const asking = { isOver: false };
    const answer = askSession(control.path, request, codec).finally(() => {
      asking.isOver = true;
    });
    answer.catch(() => undefined);
    while (!asking.isOver) {
      await turn();
      real.pass(0);
    }
    return answer;
  };

  const sentAfter = (seq: number): readonly string[] =>
    entries.flatMap((entry) =>
      entry.kind === 'OrderSent' && entry.seq > seq ? [`${entry.strategy} ${entry.token}`] : [],
    );

  it('tells how the session stands, as a fold of its entries has it', async () => {
    bring(
      tk(0, ACC, { last: 1 }),
      tf(100, ACC, { last: 5 }),
      tf(200, ACC, { last: 7 }),
      tf(300, ACC, { last: 9 }),
    );
    const status = await asked({ ask: 'status' }, SessionStatus);
    const positions = await asked({ ask: 'positions' }, OpenPositions);
    const orders = await asked({ ask: 'orders' }, OpenOrders);

    expect(status).to.deep.include({
      session: IDENTITY,
      messages: 4,
      ticks: 4,
      decisions: 8,
      orders: { sent: 8, open: 4, fills: 4 }, // of each: the limit and the last market order are open
      positions: 2,
      switches: [],
      recording: null,
      // of each: bought 1 at 7 and 1 at 9, marked at 9; two executed orders of 20
      pnl: { netPnl: 4 - 80, grossPnl: 4, charges: 80, trades: 0 },
    });
    expect(status.strategies.map(({ name, netPnl }) => [name, netPnl])).to.deep.equal([
      ['alpha', -38],
      ['beta', -38],
    ]);
    expect(
      positions.map(({ strategy, quantity, averagePrice }) => [strategy, quantity, averagePrice]),
    ).to.deep.equal([
      ['alpha', 2, 8],
      ['beta', 2, 8],
    ]);
    expect(orders.map(({ id, state, type }) => [id, state, type])).to.deep.equal([
      ['alpha:NSE|22:1', 'Open', 'LIMIT'],
      ['beta:NSE|22:1', 'Open', 'LIMIT'],
      ['alpha:NSE|22:4', 'Open', 'MARKET'],
      ['beta:NSE|22:4', 'Open', 'MARKET'],
    ]);
  });

  for (const [what, scope, goOn] of [
    ['of all', {}, []],
    ['of a strategy', { strategy: 'alpha' }, ['beta NSE|22']],
    ['of an instrument', { instrument: ACC }, ['alpha NSE|1594']],
    [
      'of a strategy on an instrument',
      { strategy: 'beta', instrument: ACC },
      ['alpha NSE|22', 'alpha NSE|1594'],
    ],
  ] as const)
    it(`a kill ${what} goes before all ticks that wait, and no order of its scope leaves behind it`, async () => {
      bring(tk(0, ACC, { last: 5 }), tk(0, INFY, { last: 5 }));
      entryMs = 1; // the machine is far too slow for the feed
      for (let i = 1; i <= 3_000; i += 1)
        message$.next(tf(i, i % 2 === 0 ? ACC : INFY, { last: 5 + (i % 3) }));
      const ticks = (): number => entries.filter(({ kind }) => kind === 'Tick').length;

      const askedAt = real.now(); // at worst a turn has just begun
      real.pass(0);
      const waited = ticks();
      const answer = askSession(
        control.path,
        { ask: 'command', command: 'halt', reason: 'the news', ...scope },
        CommandDone,
      );
      while (!isCommanded) await turn();
      real.pass(0);
      const { seq } = await answer;
      const command = entries.find((entry) => entry.seq === seq);
      entryMs = 0;
      while (ticks() < 3_002) real.pass(1);

      expect((heardAt ?? Infinity) - askedAt).to.be.below(1_000); // of time as the test plays it
      expect(command).to.deep.include({
        kind: 'Command',
        command: 'halt',
        by: userInfo().username,
        reason: 'the news',
      });
      expect(new Set(sentAfter(seq))).to.deep.equal(new Set(goOn));
      expect(entries.filter((entry) => entry.kind === 'Tick' && entry.seq < seq)).to.have.length(waited);
    });

  it('a kill that is not on the disk is answered as such', async () => {
    bring(tk(0, ACC, { last: 5 }));
    const isRecorded = async (): Promise<boolean> =>
      (await asked({ ask: 'command', command: 'halt', reason: 'the news' }, CommandDone)).isRecorded;
    const answers: boolean[] = [];
    for (disk of ['recording', 'failing', 'losing', 'off', undefined] as const)
      answers.push(await isRecorded());
    disk = 'recording';
    lost = 1; // it may be the command itself, and such a recording does not go on after a crash

    expect(answers).to.deep.equal([true, false, false, false, false]);
    expect(await isRecorded()).to.equal(false);
  });

  it('a kill is in the status with who and why, until it is lifted', async () => {
    bring(tk(0, ACC, { last: 5 }));
    const given = { ask: 'command', reason: 'too fast', strategy: 'beta' } as const;
    const { seq } = await asked({ ...given, command: 'exit-only' }, CommandDone);
    const { switches } = await asked({ ask: 'status' }, SessionStatus);
    await asked({ ...given, command: 'resume' }, CommandDone);

    expect(switches).to.have.length(1);
    expect(switches[0]).to.include({
      seq,
      strategy: 'beta',
      instrument: null,
      mode: 'exit-only',
      by: userInfo().username,
      reason: 'too fast',
    });
    expect((await asked({ ask: 'status' }, SessionStatus)).switches).to.deep.equal([]);
  });

  it('a halt by a rule on losses is in the status, until it is lifted', async () => {
    // each buys one at 99,980, with 20 rupees of charges
    bring(tk(0, ACC, { last: 99_980 }), tf(10, ACC, { last: 99_980 }), tf(20, ACC, { last: 50_000 }));
    const { halts } = await asked({ ask: 'status' }, SessionStatus);
    await asked({ ask: 'command', command: 'resume', reason: 'it is fine' }, CommandDone);
    const resumed = await asked({ ask: 'status' }, SessionStatus);

    expect(halts).to.deep.equal([
      {
        strategy: null,
        token: null,
        instrument: null,
        rule: 'maxDailyLoss',
        limit: 100_000,
        actual: 100_000, // 2 * (99,980 - 50,000 + 20)
        unit: 'rupees',
        until: 'resume',
        message: 'lost 100000 today, limit 100000',
        seq: entries.find(({ kind }) => kind === 'Halted')?.seq,
        at: '2026-01-05T09:15:00.020+05:30',
      },
    ]);
    expect(resumed.halts).to.deep.equal([]);
  });

  it('names what a command is for, where there is no such thing, and does nothing', async () => {
    bring(tk(0, ACC, { last: 5 }));
    const before = entries.length;
    const given = { ask: 'command', command: 'halt', reason: 'a slip' } as const;

    const errors = [
      await rejection(asked({ ...given, strategy: 'gamma' }, CommandDone)),
      await rejection(asked({ ...given, instrument: 'NSE:NOBODY-EQ' }, CommandDone)),
    ].map(String);

    expect(errors[0]).to.contain('no strategy is named gamma; this session runs alpha, beta');
    expect(errors[1]).to.contain("unknown instrument 'NSE:NOBODY-EQ'");
    expect(entries.length).to.equal(before);
  });

  it('a stop halts at once, and ends the session as it is asked to', async () => {
    bring(tk(0, ACC, { last: 5 }), tf(100, ACC, { last: 5 }));
    const { seq } = await asked({ ask: 'stop', reason: 'early close', onStop: 'cancel' }, CommandDone);
    real.pass(0);
    const { reason } = await session.done;

    expect(
      entries.flatMap((entry) => (entry.kind === 'Command' ? [[entry.seq, entry.command, entry.by]] : [])),
    ).to.deep.equal([
      [seq, 'halt', userInfo().username],
      [seq + 1, 'cancel', 'the session'],
    ]);
    expect(reason).to.equal('early close');
  });
});

import { expect } from 'chai';
import { market, NO_INTENTS } from '../../src/domain/intent.js';
import { rupees } from '../../src/domain/money.js';
import type { RiskRule } from '../../src/domain/risk-rule.js';
import { noCharges } from '../../src/exchange/charges.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { heldBackLines, openLines } from '../../src/run/goes-on-lines.js';
import { OPEN } from '../operator/messages.js';
import { bound, scripted } from '../operator/scripted.js';
import { told } from '../operator/told.js';
import { pipelineOf } from '../operator/world.js';
import { idealBroker } from '../support/ideal-exchange.js';
import { ACC } from '../support/instrument.js';
import { rejection } from '../support/rejection.js';
import type { Happening } from './live-case.js';
import { type Life, liveOn, type Write } from './lives.js';

/** Buys `quantity` when the last price is 5. */
const buyer = (quantity: number, risk: readonly RiskRule[] = []): Pipeline =>
  pipelineOf({
    tokens: [ACC],
    risk,
    bindings: [
      bound(
        scripted('alpha', 0, (heard, event) => [
          heard + 1,
          event.kind === 'Tick' && event.last === 5 ? [market('BUY', quantity)] : NO_INTENTS,
        ]),
        undefined,
        [ACC],
      ),
    ],
  });

const broker = idealBroker(noCharges, 20);

const price = (last: number, whole = false): Happening => ({
  kind: 'message',
  whole,
  token: ACC,
  said: { last },
});
const pass = (ms: number): Happening => ({ kind: 'pass', ms });
const kill = (strategy?: string): Happening => ({
  ...{ kind: 'command', command: 'halt', strategy, token: undefined },
});
const life = (...happenings: readonly Happening[]): Life => ({
  happenings,
  awayMs: 5_000,
  lineBound: 100,
  entryMs: 0,
});

/** An order is sent, and the session killed before it is answered. */
const cutOff = async (): Promise<readonly Write[]> =>
  (
    await liveOn(
      buyer(10),
      broker,
      [],
      { ...life(price(1, true), pass(300), price(5), pass(0)), awayMs: 0 },
      'kill',
    )
  ).writes;

describe('a session that goes on', () => {
  it('has its orders as they were, is told of it before anything new, and numbers on', async () => {
    const before = await cutOff();
    const connected: Happening = { kind: 'connection', state: 'Connecting' };
    const { told: said, resumed } = await liveOn(
      buyer(10),
      broker,
      before,
      life(connected, price(6), price(6, true), pass(20), price(5), pass(0)),
      'keep',
    );

    expect(said.map(told)).to.deep.equal([
      '6 Resumed all',
      '7<5 alpha:NSE|22:1 Open',
      ...['8 ClockTicked', '9 ClockTicked', '10 ClockTicked', '11 ClockTicked', '12 ClockTicked'],
      '13 Connection all',
      '14 NoSnapshot NSE|22',
      '15 Tick NSE|22 6',
      '16<5 alpha:NSE|22:1 Filled',
      '17 Tick NSE|22 5',
      '18<17 Decision Submit alpha:NSE|22:2',
      '19<18 Approved Submit alpha:NSE|22:2',
      '20<19 OrderSent alpha:NSE|22:2',
      '21 halt all',
    ]);
    expect(resumed).to.deep.include({ inputs: 2, entries: 5, fresh: 0 });
  });

  it('tells with what: orders, positions, switches and halts', async () => {
    const careful = buyer(10, [maxDailyLoss(rupees(20), { until: 'resume' })]);
    const before = life(
      price(1, true),
      price(5),
      pass(50),
      price(5),
      kill('beta'),
      pass(0),
      price(1),
      pass(1_500),
    );
    const { writes } = await liveOn(careful, broker, [], { ...before, awayMs: 0 }, 'kill');
    const nameOf = (): string => 'ACC';
    const halted = (await liveOn(careful, broker, writes, life(), 'keep')).resumed ?? expect.fail();
    const waiting = (await liveOn(buyer(10), broker, await cutOff(), life(), 'keep')).resumed;

    expect(openLines(waiting ?? expect.fail(), nameOf)).to.deep.equal([
      'OPEN    alpha:NSE|22:1, ACC: BUY MARKET 10, InFlight',
    ]);
    expect(openLines(halted, nameOf)).to.deep.equal(['HOLDS   alpha, ACC: 10']);
    expect(heldBackLines(halted, nameOf)).to.deep.equal([
      'KILLED  beta, all instruments: halt by a test, by hand (entry 7, 2026-01-05T09:15:00.050+05:30)',
      'HALTED  all strategies, all instruments: exits only by maxDailyLoss, lost 40 today, limit 20, ' + // (5 - 1) * 10
        'until it is resumed (entry 16, 2026-01-05T09:15:01.000+05:30)',
    ]);
  });

  it('tells how long it was away and what it found', async () => {
    const { told: said } = await liveOn(buyer(10), broker, await cutOff(), life(), 'keep');

    expect(said[0])
      .to.have.property('detail')
      .that.equals(
        'cut off at 2026-01-05T09:15:00.300+05:30, 5 s ago; 2 inputs gone through again, 5 entries the same; ' +
          'open: 1 order, 0 positions',
      );
  });

  it('lifts the halt of its own stop, and no halt of a rule that waits for a command to resume', async () => {
    const careful = buyer(10, [maxDailyLoss(rupees(20), { until: 'resume' })]);
    const losing = life(price(1, true), price(5), pass(50), price(5), pass(0), price(1), pass(2_000));
    const { writes, told: was } = await liveOn(careful, broker, [], { ...losing, awayMs: 0 }, 'keep');
    const { told: said, resumed } = await liveOn(
      careful,
      broker,
      writes,
      life(price(5, true), pass(0)),
      'keep',
    );

    expect(was.map(({ kind }) => kind)).to.include('Halted');
    expect(heldBackLines(resumed ?? expect.fail('not resumed'), String)).to.have.length(1);
    expect(said.map(({ kind }) => kind)).to.include('Command');
    expect(said.filter(({ kind }) => kind === 'Decision')).to.have.length(1);
    expect(said.flatMap((one) => (one.kind === 'Refused' ? [one.refusal.rule] : []))).to.have.length(1);
  });

  it('stays halted by whoever ended it', async () => {
    const before = { ...life(price(1, true), kill(), pass(0)), awayMs: 0 };
    const { writes } = await liveOn(buyer(10), broker, [], before, 'keep');
    const { told: said } = await liveOn(buyer(10), broker, writes, life(price(5, true), pass(0)), 'keep');

    expect(said.filter(({ kind }) => kind === 'Decision')).to.have.length(1);
    expect(said.filter(({ kind }) => kind === 'Refused')).to.have.length(1);
  });

  it('orders nothing behind a kill that was given while it came back', async () => {
    const eager = pipelineOf({
      tokens: [ACC],
      bindings: [
        bound(
          scripted('alpha', 0, (heard, { kind }) => [
            heard + 1,
            kind === 'FeedEvent' ? [market('BUY', 1)] : NO_INTENTS,
          ]),
          undefined,
          [ACC],
        ),
      ],
    });
    const before = { ...life(price(1, true), pass(0)), awayMs: 0 };
    const { writes } = await liveOn(eager, broker, [], before, 'kill');
    const after = { ...life(price(1, true), pass(0)), meanwhile: [kill()] };
    const { told: said } = await liveOn(eager, broker, writes, after, 'keep');

    expect(said.slice(0, 6).map(told)).to.deep.equal([
      '2 halt all',
      '3 Resumed all',
      '4<3 Decision Submit alpha:NSE|22:1',
      '5<4 Refused alpha:NSE|22:1: halted',
      '6<5 alpha:NSE|22:1 Refused',
      '7 halt all',
    ]);
  });

  it('has the seconds between at their times, and orders at none of them by prices of before', async () => {
    const eager = pipelineOf({
      tokens: [ACC],
      bindings: [
        bound(
          scripted('alpha', 0, (heard, { kind }) => [
            heard + 1,
            kind === 'ClockTicked' ? [market('BUY', 1)] : NO_INTENTS,
          ]),
          undefined,
          [ACC],
        ),
      ],
    });
    const before = { ...life(price(1, true), pass(1_000)), awayMs: 0 };
    const { writes } = await liveOn(eager, broker, [], before, 'kill');
    const { told: said } = await liveOn(eager, broker, writes, life(price(1, true), pass(1_000)), 'keep');

    expect(
      said
        .filter(({ kind }) => kind === 'ClockTicked' || kind === 'Tick' || kind === 'OrderSent')
        .map(({ kind, at }) => `${(at - OPEN) / 1_000} s ${kind}`),
    ).to.deep.equal([
      ...['2 s ClockTicked', '3 s ClockTicked', '4 s ClockTicked', '5 s ClockTicked', '6 s ClockTicked'],
      ...['6 s Tick', '7 s ClockTicked', '7 s OrderSent'],
    ]);
    expect(said.flatMap((one) => (one.kind === 'Refused' ? [one.refusal.rule] : []))).to.deep.equal(
      Array.from({ length: 5 }, () => 'resumed'),
    );
  });

  it('goes no further than the first entry that is another, which it names, and leaves the recording as it is', async () => {
    const before = await cutOff();
    const running = liveOn(buyer(11), broker, before, life(price(5, true), pass(1_000)), 'keep');

    const error = await rejection(running);
    expect(error).to.have.property('name', 'DataError');
    expect(error)
      .to.have.property('message')
      .that.matches(
        /^recorded: cannot go on from its journal: entry 3 differs \(row 4\): intent.quantity: recorded 10, replayed 11\. /,
      )
      .and.contains('--fresh');
  });
});

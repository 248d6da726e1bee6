import { expect } from 'chai';
import { map, mergeMap, take, timer } from 'rxjs';
import { WallClockError } from '../../src/clock/wall-clock-guard.js';
import type { Entry } from '../../src/domain/entry.js';
import { market, NO_INTENTS } from '../../src/domain/intent.js';
import { tradingCalendar } from '../../src/domain/calendar.js';
import { squareOffTimes } from '../../src/domain/square-off.js';
import { rupees } from '../../src/domain/money.js';
import { flatCharges, noCharges } from '../../src/exchange/charges.js';
import { idealExchange } from '../support/ideal-exchange.js';
import type { FeedMessage } from '../../src/port/feed.js';
import { backtest } from '../../src/run/backtest.js';
import type { Reader } from '../../src/run/read-entries.js';
import { at, batchesOf, malformed, tf, tk } from '../operator/messages.js';
import { bound, scripted } from '../operator/scripted.js';
import { told } from '../operator/told.js';
import { pipelineOf, type Plan } from '../operator/world.js';
import { ACC } from '../support/instrument.js';
import { rejection } from '../support/rejection.js';

/** Buys ten with the first tick, if its price is 5. */
const buyer = scripted('buyer', 0, (heard, event) => [
  heard + 1,
  heard === 0 && event.kind === 'Tick' && event.last === 5 ? [market('BUY', 10)] : NO_INTENTS,
]);
const plan: Plan = { tokens: [ACC], bindings: [bound(buyer, undefined, [ACC])] };

const run = async (
  batches: AsyncIterable<readonly FeedMessage[]>,
  {
    latencyMs = 0,
    charges = noCharges,
    readers = [] as readonly Reader[],
    ...more
  }: Partial<Plan> & {
    readonly latencyMs?: number;
    readonly charges?: typeof noCharges;
    readonly readers?: readonly Reader[];
  } = {},
): Promise<readonly Entry[]> => {
  const entries: Entry[] = [];
  const keep: Reader = (entry) => entries.push(entry);
  await backtest(pipelineOf({ ...plan, ...more }), batches, {
    exchange: idealExchange(charges, latencyMs),
    readers: [keep, ...readers],
  });
  return entries;
};

/** What became of orders, with its moment in milliseconds after the open. */
const updatesIn = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((entry) =>
    entry.kind === 'OrderUpdate'
      ? [`${entry.at - at(0)}: ${entry.order.state} ${entry.fill?.price ?? ''}`.trim()]
      : [],
  );

describe('backtest', () => {
  it('squares off what was traded for the day, though nothing of the day reaches the strategies any more', async () => {
    const day = [0, 50_000, 59_900, 60_100, 90_000].map((ms) => tk(ms, ACC, { last: 5, bid: 4, ask: 5 }));

    const entries = await run(batchesOf(day), {
      squareOff: squareOffTimes(tradingCalendar([]), [], '09:16'),
      graph: (event$, { strategies }) => event$.pipe(take(2), strategies),
    });

    expect(entries.filter(({ kind }) => kind === 'Decision').map(told)).to.have.length(2);
    expect(updatesIn(entries)).to.deep.equal([
      '0: Open',
      '50000: Filled 5',
      '60000: Open',
      '60100: Filled 4',
    ]);
    expect(entries.find((entry) => entry.kind === 'Decision' && entry.obeys === 'squareOff')).to.include({
      at: at(60_000),
      strategy: 'buyer',
    });
  });

  it('does nothing where there is no message', async () => {
    expect(await run(batchesOf([]))).to.deep.equal([]);
  });

  it('passes over empty batches, the first ones too', async () => {
    const tape = [[], [tk(0, ACC, { last: 1 })], [], [tf(1, ACC, { last: 2 })], []];

    const entries = await run(fromList(tape));

    expect(entries.map(told)).to.deep.equal(['1 Tick NSE|22 1', '2 Tick NSE|22 2']);
  });

  it('begins its time with the first message, a malformed one too', async () => {
    const entries = await run(batchesOf([malformed(900, 'no JSON'), tk(1_100, ACC, { last: 1 })]));

    expect(entries.map(({ at: moment, kind }) => [moment - at(0), kind])).to.deep.equal([
      [900, 'FeedEvent'],
      [1_000, 'ClockTicked'],
      [1_100, 'Tick'],
    ]);
  });

  describe('fills an order', () => {
    const tape = [
      tk(0, ACC, { last: 5, bid: 4.5, ask: 5.5, bidQuantity: 1, askQuantity: 1 }),
      tf(100, ACC, { ask: 5.6 }),
      tf(150, ACC, { ask: 5.7 }),
      tf(200, ACC, { ask: 5.8 }),
      tf(300, ACC, { ask: 5.9 }),
    ];
    const cases: readonly (readonly [latencyMs: number, updates: readonly string[]])[] = [
      [0, ['0: Open', '100: Filled 5.6']],
      [100, ['100: Open', '100: Filled 5.6']], // it arrives before the tick of the same moment
      [101, ['101: Open', '150: Filled 5.7']],
      [150, ['150: Open', '150: Filled 5.7']],
      [250, ['250: Open', '300: Filled 5.9']],
      [300, ['300: Open', '300: Filled 5.9']],
      [301, []],
    ];
    for (const [latencyMs, updates] of cases) {
      it(`sent at 0 ms with ${latencyMs} ms of latency: ${updates.at(-1) ?? 'not before the tape ends'}`, async () => {
        const entries = await run(batchesOf(tape), { latencyMs });

        expect(updatesIn(entries)).to.deep.equal(updates);
      });
    }

    it('with its charges, and against the tick that it names', async () => {
      const entries = await run(batchesOf(tape), { charges: flatCharges(rupees(20)) });

      const fill = entries.flatMap((entry) => (entry.kind === 'OrderUpdate' ? (entry.fill ?? []) : []))[0];
      const tick = entries.find(({ seq }) => seq === fill?.against);
      expect(fill).to.deep.include({
        price: 5.6,
        quantity: 10,
        side: 'BUY',
        charges: rupees(20),
        at: at(100),
      });
      expect(tick).to.deep.include({ kind: 'Tick', ask: 5.6, at: at(100) });
    });

    it('never on the tick that it was decided on, and hears of it after the tick it filled on', async () => {
      const entries = await run(batchesOf(tape.slice(0, 3)));

      expect(entries.map(told)).to.deep.equal([
        '1 Tick NSE|22 5',
        '2<1 Decision Submit buyer:NSE|22:1',
        '3<2 Approved Submit buyer:NSE|22:1',
        '4<3 OrderSent buyer:NSE|22:1',
        '5<4 buyer:NSE|22:1 Open',
        '6 Tick NSE|22 5',
        '7<4 buyer:NSE|22:1 Filled',
        '8 Tick NSE|22 5',
      ]);
    });
  });

  it('tells the strategy of a fill after the tick that filled its order, and never within it', async () => {
    const heard: string[] = [];
    const listening = scripted('listening', undefined, (state, event, { position, orders }) => {
      const what = event.kind === 'OrderUpdate' ? event.order.state : event.kind;
      heard.push(`${what}: ${orders.length} on order, holds ${position.quantity}`);
      return [state, heard.length === 1 ? [market('BUY', 10)] : NO_INTENTS];
    });

    await run(batchesOf([tk(0, ACC, { last: 5 }), tf(10, ACC, { last: 6 }), tf(20, ACC, { last: 7 })]), {
      bindings: [bound(listening, undefined, [ACC])],
    });

    expect(heard).to.deep.equal([
      'Tick: 0 on order, holds 0',
      'Open: 1 on order, holds 0',
      'Tick: 1 on order, holds 0', // the tick that fills it
      'Filled: 0 on order, holds 10',
      'Tick: 0 on order, holds 10',
    ]);
  });

  it('keeps its time where a message’s time goes back', async () => {
    const entries = await run(
      batchesOf([tk(500, ACC, { last: 1 }), tf(200, ACC, { last: 2 }), tf(600, ACC, { last: 3 })]),
    );

    expect(entries.map((entry) => [entry.at - at(0), told(entry)])).to.deep.equal([
      [500, '1 Tick NSE|22 1'],
      [500, '2 Tick NSE|22 2'],
      [600, '3 Tick NSE|22 3'],
    ]);
  });

  describe('shows every reader every entry, in the order of the readers', () => {
    it('and rejects with what a reader throws, after which none is shown anything', async () => {
      const seen: string[] = [];
      const readers: readonly Reader[] = [
        ({ seq }) => seen.push(`a${seq}`),
        ({ seq }) => {
          if (seq === 2) throw new Error('the disk is full');
          seen.push(`b${seq}`);
        },
        ({ seq }) => seen.push(`c${seq}`),
      ];

      const error = await rejection(
        run(
          batchesOf(
            [1, 2, 3].map((last, i) => tk(i, ACC, { last })),
            1,
          ),
          { readers },
        ),
      );

      expect(error).to.have.property('message', 'the disk is full');
      expect(seen).to.deep.equal(['a1', 'b1', 'c1', 'a2']);
    });

    it('and reads the tape no further once one has thrown', async () => {
      const read: number[] = [];
      async function* tape(): AsyncIterable<readonly FeedMessage[]> {
        for (const n of [1, 2, 3, 4, 5]) {
          read.push(n);
          yield await Promise.resolve([tk(n, ACC, { last: n })]);
        }
      }
      const readers: readonly Reader[] = [
        () => {
          throw new Error('the disk is full');
        },
      ];

      await rejection(run(tape(), { readers }));

      expect(read.length).to.be.below(4);
    });
  });

  it('rejects with what the tape throws, having shown what came before', async () => {
    async function* broken(): AsyncIterable<readonly FeedMessage[]> {
      yield await Promise.resolve([tk(0, ACC, { last: 1 })]);
      throw new Error('row 2: no number');
    }
    const seen: string[] = [];

    const error = await rejection(run(broken(), { readers: [(entry) => seen.push(told(entry))] }));

    expect(error).to.have.property('message', 'row 2: no number');
    expect(seen).to.deep.equal(['1 Tick NSE|22 1']);
  });

  it('stops a strategy that throws as it starts, with its first event, and goes on', async () => {
    const unready = {
      ...buyer,
      start: (): number => {
        throw new Error('not ready');
      },
    };

    const entries = await run(batchesOf([tk(0, ACC, { last: 1 }), tf(1, ACC, { last: 2 })]), {
      bindings: [bound(unready, undefined, [ACC])],
    });

    expect(entries.map(({ kind }) => kind)).to.deep.equal(['Tick', 'StrategyFailed', 'Tick']);
    expect(entries[1]).to.include({ cause: 1, token: ACC, message: 'Error: not ready' });
  });

  it('closes the tape, run to the end or not', async () => {
    const closed: string[] = [];
    async function* tape(name: string): AsyncIterable<readonly FeedMessage[]> {
      try {
        for (const n of [1, 2, 3]) yield await Promise.resolve([tk(n, ACC, { last: n })]);
      } finally {
        closed.push(name);
      }
    }
    const readers: readonly Reader[] = [
      () => {
        throw new Error('no');
      },
    ];

    await run(tape('to the end'));
    await rejection(run(tape('broken off'), { readers }));
    await new Promise((resolve) => timer(0).subscribe(resolve)); // the tape is left with its next batch

    expect(closed).to.deep.equal(['to the end', 'broken off']);
  });

  const endings: readonly (readonly [name: string, runs: () => readonly Promise<unknown>[]])[] = [
    ['a run', () => [run(batchesOf([tk(0, ACC, { last: 1 })]))]],
    ['a failed run', () => [run(throwing())]],
    ['runs that overlap', () => [run(manyBatches(2)), run(manyBatches(5)), run(throwing())]],
  ];
  for (const [name, runs] of endings) {
    it(`leaves the wall clock as it was after ${name}`, async () => {
      await Promise.allSettled(runs());

      const fired = await new Promise((resolve) => timer(0).subscribe(resolve));

      expect(fired).to.equal(0);
    });
  }

  it('forbids the wall clock until it is over, though another run has ended meanwhile', async () => {
    const error = rejection(
      run(manyBatches(9), {
        graph: (event$, { strategies }) =>
          event$.pipe(
            mergeMap((event) =>
              event.kind === 'Tick' && event.last === 8 ? timer(10).pipe(map(() => event)) : [event],
            ),
            strategies,
          ),
      }),
    );
    await run(manyBatches(2));

    expect(await error).to.be.instanceOf(WallClockError);
  });
});

const manyBatches = (count: number): AsyncIterable<readonly FeedMessage[]> =>
  batchesOf(
    Array.from({ length: count }, (_, i) => tk(i, ACC, { last: i })),
    1,
  );

async function* fromList(
  batches: readonly (readonly FeedMessage[])[],
): AsyncIterable<readonly FeedMessage[]> {
  for (const batch of batches) yield await Promise.resolve(batch);
}

async function* throwing(): AsyncIterable<readonly FeedMessage[]> {
  yield await Promise.resolve([tk(0, ACC, { last: 1 })]);
  throw new Error('row 2: no number');
}

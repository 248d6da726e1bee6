import { expect } from 'chai';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { CONNECTION_LIMITS } from '../../../src/adapter/noren/connection-limits.js';
import { OrderDesk } from '../../../src/adapter/noren/order-desk.js';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import { decodeOrderReport } from '../../../src/codec/noren/order-report.js';
import type { OrderReport } from '../../../src/domain/order-report.js';
import { epochMs } from '../../../src/domain/time.js';
import { NO_LOG } from '../../../src/port/log.js';
import type { OrderBookReader } from '../../../src/port/order-book-reader.js';
import { EXAMPLES, type Frame } from './examples.js';
import { SESSION } from './feed-run.js';
import { ORDER_STORIES } from './order-stories.js';

const report = (frame: Frame): OrderReport => {
  const decoded = decodeOrderReport(frame);
  if (E.isLeft(decoded)) throw new Error(decoded.left);
  return decoded.right;
};

/** A desk, what it said, and its time. */
const deskWith = (reader?: OrderBookReader) => {
  const said: OrderReport[] = [];
  const clock = new ReplayScheduler();
  const desk = new OrderDesk({
    ...{ reader, scheduler: clock, limits: CONNECTION_LIMITS, log: NO_LOG },
    say: (each) => said.push(each),
  });
  return { desk, said, clock };
};

const without = (frame: Frame, ...keys: readonly string[]): Frame =>
  Object.fromEntries(Object.entries(frame).filter(([key]) => !keys.includes(key)));

/** Rows as REST has them: no type, no execution, the cause and the product by other names. */
const historyRow = (frame: Frame): Frame => ({
  ...without(frame, 't', 'reporttype', 'pcode', 'flid', 'flqty', 'flprc', 'fltm'),
  ...{ stat: 'Ok', prd: frame['pcode'] ?? '', rpt: frame['reporttype'] ?? '' },
});
const bookRow = (frame: Frame): Frame => without(historyRow(frame), 'rpt');

/** What a broker knows when the first `told` frames of each story have happened. */
const brokerWith = (told: readonly number[]): OrderBookReader => ({
  orders: async () =>
    ORDER_STORIES.flatMap(({ frames }, i) => {
      const last = frames[(told[i] ?? 0) - 1];
      return last === undefined ? [] : [report(bookRow(last))];
    }),
  history: async (_session, number) =>
    ORDER_STORIES.flatMap(({ frames }, i) =>
      frames[0]?.['norenordno'] === number
        ? frames.slice(0, told[i]).map((each) => report(historyRow(each)))
        : [],
    ),
});

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

const told = (said: readonly OrderReport[], number: string): readonly string[] =>
  said
    .filter((each) => each.number === number)
    .map(({ status, cause, limit }) => `${status}/${cause} ${limit}`);

const expectEnds = (said: readonly OrderReport[]): void => {
  for (const { name, frames, ends } of ORDER_STORIES) {
    const number = frames[0]?.['norenordno'] ?? '';
    const last = said.findLast((each) => each.number === number);
    const { status, filled, cancelled, limit } = last ?? {};

    expect({ status, filled, cancelled, limit }, name).to.deep.equal(ends);
    expect(told(said, number), name).to.deep.equal(
      frames.map(report).map((each) => `${each.status}/${each.cause} ${each.limit}`),
    );
    const executed = said
      .filter((each) => each.number === number)
      .reduce((sum, { fill }) => sum + (fill?.quantity ?? 0), 0);
    expect(executed, name).to.be.oneOf([0, ends.filled]);
  }
};

/** Picks of stories, by number: how the updates of several orders come between each other. */
const interleaving = fc.array(fc.nat(ORDER_STORIES.length - 1), { maxLength: 200 });

/** The stories' frames in the order of `picks`, each frame `times` times, the rest behind. */
const interleaved = (picks: readonly number[], times: number): readonly Frame[] => {
  const left: Frame[][] = ORDER_STORIES.map(({ frames }) =>
    frames.flatMap((each) => Array.from({ length: times }, () => each)),
  );
  const first = picks.flatMap((pick): readonly Frame[] => left[pick]?.splice(0, 1) ?? []);
  return [...first, ...left.flat()];
};

describe('OrderDesk', () => {
  it('ends each story right with every report once, delivered twice and between each other', () => {
    fc.assert(
      fc.property(interleaving, fc.constantFrom(1, 2, 3), (picks, times) => {
        const { desk, said } = deskWith();
        for (const frame of interleaved(picks, times)) desk.hear(report(frame));

        expectEnds(said);
        const executed = said.reduce((sum, { fill }) => sum + (fill?.quantity ?? 0), 0);
        expect(executed).to.equal(6 * 900); // six of the seven are filled
      }),
    );
  });

  it('ends each story right when all of it comes again afterwards', () => {
    const { desk, said } = deskWith();
    for (const { frames } of ORDER_STORIES)
      for (const frame of [...frames, ...frames]) desk.hear(report(frame));

    expectEnds(said);
  });

  it('reads back after a reconnect what was missed: nothing is lost, nothing comes twice, in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(10), fc.nat(10)), {
          minLength: ORDER_STORIES.length,
          maxLength: ORDER_STORIES.length,
        }),
        fc.boolean(),
        fc.nat(2),
        async (cuts, isReadLate, overlap) => {
          const heard = ORDER_STORIES.map(({ frames }, i) => Math.min(frames.length, cuts[i]?.[0] ?? 0));
          const happened = ORDER_STORIES.map(({ frames }, i) =>
            Math.min(frames.length, (heard[i] ?? 0) + (cuts[i]?.[1] ?? 0)),
          );
          const { desk, said } = deskWith(brokerWith(happened));
          ORDER_STORIES.forEach(({ frames }, i) => {
            for (const frame of frames.slice(0, heard[i])) desk.hear(report(frame));
          });

          desk.begin(true, SESSION);
          if (!isReadLate) await settled();
          // What the new connection still tells: some of what was missed, again, and the rest.
          ORDER_STORIES.forEach(({ frames }, i) => {
            for (const frame of frames.slice(Math.max(0, (happened[i] ?? 0) - overlap)))
              desk.hear(report(frame));
          });
          await settled();

          expectEnds(said);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells nothing of what was there before the first connection, and all that comes of it later', async () => {
    const half = ORDER_STORIES.map(() => 3);
    const { desk, said } = deskWith(brokerWith(half));
    desk.begin(false, SESSION);
    await settled();
    expect(said).to.deep.equal([]);

    for (const { frames } of ORDER_STORIES) for (const frame of frames.slice(3)) desk.hear(report(frame));

    expect(said).to.have.length(ORDER_STORIES.reduce((sum, { frames }) => sum + frames.length - 3, 0));
  });

  it('reads back an update that could not be read', async () => {
    const happened = ORDER_STORIES.map(() => 0);
    const { desk, said } = deskWith(brokerWith(happened));
    desk.begin(false, SESSION);
    await settled();
    ORDER_STORIES.forEach(({ frames }, i) => {
      desk.hear(report(frames[0] ?? {}));
      happened[i] = frames.length;
    });

    desk.lose();
    await settled();

    expectEnds(said);
  });

  it('goes on where a reading failed, for as long as it comes further', async () => {
    const happened = ORDER_STORIES.map(() => 0);
    const broker = brokerWith(happened);
    const asked: string[] = [];
    const { desk, said, clock } = deskWith({
      ...broker,
      history: async (session, number) => {
        asked.push(number);
        if (asked.length % 2 === 0) throw new Error('too many calls');
        return broker.history(session, number);
      },
    });
    ORDER_STORIES.forEach(({ frames }, i) => (happened[i] = frames.length));
    desk.begin(true, SESSION);
    for (let second = 0; second < 60; second += 1) {
      await settled();
      clock.advanceTo(epochMs(clock.now() + 1_000));
    }

    expectEnds(said);
    expect(asked).to.have.length(2 * ORDER_STORIES.length - 1);
  });

  it('reads once more when updates were lost while it read, however many', async () => {
    let asked = 0;
    const { desk } = deskWith({
      orders: async () => {
        asked += 1;
        return [];
      },
      history: async () => [],
    });
    desk.begin(true, SESSION);
    for (let time = 0; time < 5; time += 1) desk.lose();
    await settled();

    expect(asked).to.equal(2);
  });

  it('lets updates go on when the order book cannot be read, after it was tried', async () => {
    let asked = 0;
    const { desk, said, clock } = deskWith({
      orders: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
      history: async () => [],
    });
    const first = ORDER_STORIES[0]?.frames[0] ?? {};
    desk.begin(true, SESSION);
    desk.hear(report(first));
    await settled();
    expect(said).to.deep.equal([]);

    for (let second = 0; second < 90; second += 1) {
      clock.advanceTo(epochMs(clock.now() + 1_000));
      await settled();
    }

    expect(said).to.have.length(1);
    expect(asked).to.equal(3);
    expect(clock.nextDueAt).to.equal(undefined);
  });

  it('keeps an order over that is over, and still tells of an execution that comes late', () => {
    const { desk, said } = deskWith();
    const filled = EXAMPLES.om[6] ?? {};
    desk.hear(report(filled));
    desk.hear(report({ ...filled, status: 'PENDING', reporttype: 'PendingReplace' }));
    expect(said).to.have.length(1);

    desk.hear(report({ ...filled, status: 'OPEN', flid: '9', flqty: '1', fillshares: '901' }));

    expect(said.at(-1)).to.include({ status: 'COMPLETE', filled: 901 });
  });

  it('adds up executions where the server does not', () => {
    const { desk, said } = deskWith();
    const fill = without(EXAMPLES.om[6] ?? {}, 'fillshares');
    desk.hear(report({ ...fill, status: 'OPEN', flid: '1', flqty: '300' }));
    desk.hear(report({ ...fill, status: 'OPEN', flid: '2', flqty: '200' }));
    desk.hear(report({ ...fill, status: 'OPEN', flid: '2', flqty: '200' }));
    desk.hear(report({ ...fill, flid: '3', flqty: '400' }));

    expect(said.map(({ filled }) => filled)).to.deep.equal([300, 500, 900]);
  });

  it('keeps what earlier updates told and a later one leaves out', () => {
    const { desk, said } = deskWith();
    const [, , accepted = {}] = ORDER_STORIES[2]?.frames ?? [];
    const bare = without(accepted, 'exchordid', 'exch_tm');
    desk.hear(report({ ...accepted, remarks: 'mine' }));
    desk.hear(report({ ...bare, status: 'PENDING', reporttype: 'PendingCancel' }));

    expect(said[1]).to.include({
      exchangeNumber: said[0]?.exchangeNumber,
      exchangeAt: said[0]?.exchangeAt,
      remarks: 'mine',
    });
  });
});

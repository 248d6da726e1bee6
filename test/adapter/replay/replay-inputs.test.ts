import { expect } from 'chai';
import { interval, map, merge } from 'rxjs';
import { replayInputs } from '../../../src/adapter/replay/replay-inputs.js';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import { orderIdOf } from '../../../src/domain/order.js';
import type { EpochMs } from '../../../src/domain/time.js';
import type { BrokerInput, CommandInput, Input } from '../../../src/port/input.js';
import { at, connected, malformed, OPEN } from '../../operator/messages.js';
import { ACC } from '../../support/instrument.js';

const halt = (ms: number): CommandInput => ({
  kind: 'Command',
  receivedAt: at(ms),
  command: 'halt',
  strategy: undefined,
  token: undefined,
  by: 'a test',
  reason: 'by hand',
});

const opened = (ms: number): BrokerInput => ({
  kind: 'BrokerAnswer',
  receivedAt: at(ms),
  cause: 7,
  token: ACC,
  strategy: 's',
  orderId: orderIdOf('s', ACC, 1),
  change: { kind: 'Opened' },
  reason: undefined,
});

/** All that is seen of `batches`, timers of 100 ms among it, each with the clock, until the feed ends. */
const seenOf = (batches: readonly Iterable<Input>[], endAt?: EpochMs): Promise<readonly string[]> =>
  new Promise((resolve) => {
    const clock = new ReplayScheduler(at(0));
    const { feed, command$, heard$ } = replayInputs(batches, clock, endAt);
    const seen: string[] = [];
    const see = (what: string): void => {
      seen.push(`${clock.now() - OPEN}: ${what}`);
    };
    const beside = merge(
      interval(100, clock).pipe(map((n) => `timer ${n}`)),
      command$.pipe(map((given) => JSON.stringify(given))),
      heard$.pipe(map((answer) => JSON.stringify(answer))),
    ).subscribe(see);
    const end = (what: string): void => {
      see(what);
      beside.unsubscribe();
      resolve(seen);
    };
    feed.message$.subscribe({
      next: (message) => see(message.kind === 'Malformed' ? message.detail : message.kind),
      error: (error: unknown) => end(String(error)),
      complete: () => end('complete'),
    });
  });

describe('replayInputs', () => {
  it('hands each input over at its time: messages and notices in the feed, commands and answers beside it', async () => {
    const seen = await seenOf([[malformed(10, 'a'), halt(20)], [opened(30)], [connected(150, 'Live')]]);

    expect(seen).to.deep.equal([
      '10: a',
      '20: {"kind":"Command","command":"halt","by":"a test","reason":"by hand"}',
      '30: {"kind":"BrokerAnswer","cause":7,"token":"NSE|22","strategy":"s","orderId":"s:NSE|22:1","change":{"kind":"Opened"}}',
      '100: timer 0',
      '150: Notice',
      '150: complete',
    ]);
  });

  it('goes on to the end of the session, with the timers due until then', async () => {
    expect(await seenOf([[malformed(10, 'a')]], at(210))).to.deep.equal([
      '10: a',
      '100: timer 0',
      '200: timer 1',
      '210: complete',
    ]);
  });

  it('ends at once where nothing was recorded', async () => {
    expect(await seenOf([])).to.deep.equal(['0: complete']);
    expect(await seenOf([], at(100))).to.deep.equal(['100: timer 0', '100: complete']);
  });

  it('ends in the error of what is read', async () => {
    function* torn(): Iterable<Input> {
      yield malformed(10, 'a');
      throw new Error('the segment is torn');
    }

    expect(await seenOf([torn()])).to.deep.equal(['10: a', '10: Error: the segment is torn']);
  });

  it('stands still from the moment at which it is left', async () => {
    const clock = new ReplayScheduler(at(0));
    const { feed } = replayInputs(
      [[malformed(10, 'a'), malformed(20, 'b')], [malformed(30, 'c')]],
      clock,
      at(99),
    );
    await new Promise<void>((resolve) => {
      const running = feed.message$.subscribe(() => {
        running.unsubscribe();
        resolve();
      });
    });
    await Promise.resolve();

    expect(clock.now()).to.equal(at(10));
  });
});

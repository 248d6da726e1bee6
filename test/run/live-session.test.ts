import { expect } from 'chai';
import { Subject } from 'rxjs';
import { simulatedBroker } from '../../src/adapter/simulated/simulated-broker.js';
import type { Entry } from '../../src/domain/entry.js';
import { market, NO_INTENTS } from '../../src/domain/intent.js';
import { DEFAULT_QUALITY } from '../../src/domain/quality.js';
import { noCharges } from '../../src/exchange/charges.js';
import type { Pipeline } from '../../src/operator/pipeline.js';
import type { LiveMessage } from '../../src/port/feed.js';
import type { Input } from '../../src/port/input.js';
import { liveSession, type LiveSessionOptions } from '../../src/run/live-session.js';
import { replaySession } from '../../src/run/replay-session.js';
import { at, tf, tk } from '../operator/messages.js';
import { bound, scripted } from '../operator/scripted.js';
import { told } from '../operator/told.js';
import { pipelineOf } from '../operator/world.js';
import { ACC } from '../support/instrument.js';
import { PlayedTime } from '../support/played-time.js';

/** Buys ten at 5. */
const buyer = scripted('alpha', 0, (heard, event) => [
  heard + 1,
  event.kind === 'Tick' && event.last === 5 ? [market('BUY', 10)] : NO_INTENTS,
]);
const pipeline = pipelineOf({ tokens: [ACC], bindings: [bound(buyer, undefined, [ACC])] });

const running = (of: Pipeline = pipeline, options: Partial<LiveSessionOptions> = {}) => {
  const real = new PlayedTime(at(0));
  const message$ = new Subject<LiveMessage>();
  const entries: Entry[] = [];
  const inputs: Input[] = [];
  const broker: LiveSessionOptions['broker'] = (clock) => simulatedBroker(clock, noCharges, 20);
  const session = liveSession(of, {
    feed: { message$ },
    time: real,
    startAt: at(0),
    real,
    broker,
    quality: DEFAULT_QUALITY,
    readers: [(entry) => entries.push(entry)],
    recorder: {
      input: (input) => inputs.push(input),
      entry: () => undefined,
      close: async () => undefined,
    },
    ...options,
  });
  const replayed = async (endAt: Entry['at']): Promise<readonly Entry[]> => {
    const again: Entry[] = [];
    await replaySession(
      of,
      (async function* () {
        yield inputs;
      })(),
      { startAt: at(0), endAt, broker, quality: DEFAULT_QUALITY, readers: [(entry) => again.push(entry)] },
    );
    return again;
  };
  return { real, message$, entries, inputs, session, replayed };
};

describe('liveSession', () => {
  it('runs the belt as time passes, and its replay is the same', async () => {
    const { real, message$, entries, session, replayed } = running();

    real.pass(300);
    message$.next(tk(300, ACC, { last: 1 }));
    real.pass(100);
    message$.next(tf(400, ACC, { last: 5 }));
    real.pass(1_000);
    message$.next(tf(1_400, ACC, { last: 6 }));
    real.pass(100);
    session.stop('enough', 'keep');
    real.pass(10);
    const { endAt, reason, standing } = await session.done;

    expect(entries.map(told)).to.deep.equal([
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
    expect(reason).to.equal('enough');
    expect(standing).to.deep.equal({
      orders: [],
      positions: [{ strategy: 'alpha', token: ACC, quantity: 10 }],
    });
    expect(await replayed(endAt)).to.deep.equal(entries);
  });
});

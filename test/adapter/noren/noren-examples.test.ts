import { expect } from 'chai';
import type { FeedEvent } from '../../../src/domain/event.js';
import { DEFAULT_QUALITY, type Quality } from '../../../src/domain/quality.js';
import type { Tick } from '../../../src/domain/tick.js';
import { epochMs } from '../../../src/domain/time.js';
import { type Token, tokenOf } from '../../../src/domain/token.js';
import { FLAG_NAMES } from '../../../src/domain/touchline.js';
import { mergeTouchline } from '../../../src/operator/merge-touchline.js';
import type { LiveMessage } from '../../../src/port/feed.js';
import { EXAMPLES, type Frame, OPENING } from './examples.js';
import { type FeedRun, instrumentOf, isNotice, runFeed } from './feed-run.js';
import { type PlainServer, plainAnswer, plainServer } from './plain-server.js';
import { ORDER_STORIES } from './order-stories.js';

/** Every tick is passed on, whatever is odd about it. */
const QUALITY: Quality = {
  ...DEFAULT_QUALITY,
  on: Object.fromEntries(FLAG_NAMES.map((name) => [name, 'keep'])) as Quality['on'],
};

const keyOf = (frame: Frame): Token => tokenOf(frame['e'] ?? 'BSE', frame['tk'] ?? '');

/** One subscription to a server that sends these frames when it is asked for their token, over a real socket. */
class Play {
  now = Date.UTC(2025, 6, 17, 7, 23, 14);
  private server: PlainServer | undefined;
  private feed: FeedRun | undefined;

  async begin(keys: readonly Token[], symbols: ReadonlyMap<Token, string> = new Map()): Promise<void> {
    this.server = await plainServer(plainAnswer(() => undefined));
    this.feed = runFeed({
      url: this.server.url,
      instruments: keys.map((token) => instrumentOf(token, symbols.get(token) ?? token)),
      time: { now: () => epochMs(this.now), realMsUntil: () => 0 },
    });
    await this.feed.until((message) => isNotice(message) && message.connection === 'Subscribing');
  }

  /** Sends the frames one by one, each when the one before has come through; what came of them. */
  async send(
    frames: readonly (Frame | { readonly at: number; readonly frame: Frame })[],
  ): Promise<readonly LiveMessage[]> {
    const { feed, server } = this;
    if (feed === undefined || server === undefined) throw new Error('it has not begun');
    const before = feed.messages.length;
    for (const each of frames) {
      const frame = 'at' in each && typeof each.at === 'number' ? each.frame : (each as Frame);
      if (frame !== each) this.now = (each as { readonly at: number }).at;
      const seen = feed.messages.length;
      server.peers[0]?.send(frame);
      await feed.until(() => feed.messages.length > seen);
    }
    return feed.messages.slice(before).filter((message) => !isNotice(message) || message.event === 'Order');
  }

  async end(): Promise<void> {
    this.feed?.stop();
    await this.server?.close();
  }
}

const merged = (messages: readonly LiveMessage[]): readonly (Tick | FeedEvent)[] => {
  const events: (Tick | FeedEvent)[] = [];
  let seq = 0;
  const take = mergeTouchline(QUALITY, new Map(), { seq: () => (seq += 1), now: () => epochMs(0) })((event) =>
    events.push(event),
  );
  for (const message of messages) take(message);
  return events;
};

const ticks = (messages: readonly LiveMessage[]): readonly Tick[] =>
  merged(messages).flatMap((event) => (event.kind === 'Tick' ? event : []));

/** Wire keys and what a tick calls them. */
const NAMES = {
  lp: 'last', o: 'open', h: 'high', l: 'low', c: 'previousClose', ap: 'averagePrice', v: 'volume', oi: 'openInterest',
  bp1: 'bid', sp1: 'ask', bq1: 'bidQuantity', sq1: 'askQuantity',
} as const; // prettier-ignore

describe('norenFeed with the protocol’s examples', () => {
  let play = new Play();
  beforeEach(() => {
    play = new Play();
  });
  afterEach(() => play.end());

  it('merges the opening 33 seconds of an option to what a plain overlay of its frames gives', async () => {
    await play.begin([tokenOf('NFO', '44013')]);

    const told = ticks(await play.send(OPENING));

    let state: Frame = {};
    OPENING.forEach(({ at, frame }, i) => {
      state = { ...state, ...frame };
      const tick = told[i];
      expect(tick?.receivedAt).to.equal(at);
      for (const [key, name] of Object.entries(NAMES))
        expect(tick?.[name], `${i} ${key}`).to.equal(Number(state[key]));
    });
    expect(told[6]).to.include({
      ...{ last: 498.75, averagePrice: 513.16, volume: 12_060, bid: 499.25, ask: 506.6, bidQuantity: 30 },
      ...{ askQuantity: 240, open: 450, high: 550, low: 450, previousClose: 435, openInterest: 593_085 },
    });
    const traded = told.slice(1).map((tick, i) => (tick.volume ?? NaN) - (told[i]?.volume ?? NaN));
    expect(Math.min(...traded)).to.equal(0);
    expect(traded.reduce((sum, volume) => sum + volume)).to.equal(45_915 - 5_175);
  });

  it('merges a book and its change cell by cell', async () => {
    await play.begin([tokenOf('NSE', '1594')]);
    const [, , , before = {}] = EXAMPLES.dk;
    const [change = {}] = EXAMPLES.df;

    const [, after] = ticks(await play.send([before, change]));
    const [whole] = ticks(await play.send([EXAMPLES.dk[8] ?? {}]));

    expect({ ...after, seq: 0 }).to.deep.equal({ ...whole, seq: 0 });
  });

  it('takes a night’s snapshot for one without a day’s prices, volume and book', async () => {
    const night = EXAMPLES.tk.slice(5, 12);
    await play.begin(night.map(keyOf));

    const told = ticks(await play.send(night));

    expect(told).to.have.length(night.length);
    for (const tick of told)
      for (const field of ['open', 'high', 'low', 'volume', 'bid', 'ask', 'depth', 'exchangeAt'] as const)
        expect(tick[field], `${tick.token} ${field}`).to.equal(undefined);
    expect(told.map(({ last }) => last)).to.deep.equal([
      17_398.05,
      40_813.05,
      undefined,
      103.75,
      414.1,
      22.65,
      15.2,
    ]);
  });

  it('has no bid where that side is empty, and no price where none is told', async () => {
    const [empty = {}, unpriced = {}] = [EXAMPLES.tk[2], EXAMPLES.tk[13]];
    await play.begin([keyOf(empty), keyOf(unpriced)]);

    const [first, second] = ticks(await play.send([empty, unpriced]));

    expect(first).to.include({ bid: undefined, ask: 0.05, bidQuantity: 0 });
    expect(second).to.include({ last: undefined, volume: 469, bid: 7_564 });
  });

  it('passes on every example, a snapshot before the changes of its token', async () => {
    const changes = [...EXAMPLES.tf, ...EXAMPLES.df];
    const snapshots = [...EXAMPLES.tk, ...EXAMPLES.dk];
    const keys = [...new Set([...snapshots, ...changes].map(keyOf))];
    await play.begin(keys);
    const bare = keys
      .filter((key) => !snapshots.some((frame) => keyOf(frame) === key))
      .map((key): Frame => ({
        t: 'tk',
        e: key.slice(0, key.indexOf('|')),
        tk: key.slice(key.indexOf('|') + 1),
      }));

    const messages = await play.send([...bare, ...snapshots, ...changes]);

    // One fixture calls NSE|2885 and two call BSE|500325 by the names that they have: none is refused.
    expect(messages.map(({ kind }) => kind)).to.not.include('Malformed');
    expect(ticks(messages)).to.have.length(bare.length + snapshots.length + changes.length);
    expect(merged(messages).at(-3)).to.include({ token: 'BSE|500112', last: 1_044.6 }); // which named no exchange
  });

  it('tells each order example and every story, with the token of ours', async () => {
    const token = tokenOf('NFO', '54957');
    await play.begin([token], new Map([[token, 'ZYDUSLIFE27MAR25C920']]));
    const distinct = ORDER_STORIES.flatMap(({ frames }) => frames);

    const told = await play.send(distinct);

    expect(told).to.have.length(distinct.length);
    const [last] = told.filter(isNotice).slice(-1);
    expect(last).to.include({ event: 'Order', token });
    expect(last?.detail).to.equal(
      '25030600209999 BUY 900 NFO:ZYDUSLIFE27MAR25C920 at 61.8: COMPLETE (Fill), 900 executed',
    );
    const foreign = await play.send(EXAMPLES.om.filter(({ exch }) => exch === 'NSE'));
    expect(foreign.filter(isNotice).map((notice) => notice.token)).to.deep.equal([undefined, undefined]);
  });
});

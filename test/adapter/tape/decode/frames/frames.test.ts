import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { openTape } from '../../../../../src/adapter/tape/open-tape.js';
import { DEPTH_FIELDS } from '../../../../../src/domain/depth.js';
import { DataError, UsageError } from '../../../../../src/domain/failure.js';
import { type Token, tokenOf } from '../../../../../src/domain/token.js';
import type { TouchlineMessage } from '../../../../../src/domain/touchline.js';
import { realData } from '../../../../real/real-data.js';
import { rejection } from '../../../../support/rejection.js';
import { OPEN, play, type Played, tapeFolder, touchlines } from '../../tape-folder.js';

const BTC = tokenOf('BIN', 'BTCUSDT');
const ETH = tokenOf('BIN', 'ETHUSDT');
const resolveSymbol = ({ symbol }: { readonly symbol: string }): Token => tokenOf('BIN', symbol);

const ndjson = (...messages: readonly unknown[]): string =>
  messages.map((message) => `${typeof message === 'string' ? message : JSON.stringify(message)}\n`).join('');

const malformed = ({ messages }: Played): readonly string[] =>
  messages.flatMap((message) => (message.kind === 'Malformed' ? [message.detail] : []));

const market = ({ messages }: Played): readonly TouchlineMessage[] =>
  messages.flatMap((message) => (message.kind === 'Malformed' ? [] : [message]));

/** The prices and quantities that a message says, of a book's levels in their order. */
const book = ({ bid, ask, depth }: TouchlineMessage): unknown => ({
  bids: [bid, depth?.bid2, depth?.bid3, depth?.bid4, depth?.bid5],
  asks: [ask, depth?.ask2, depth?.ask3, depth?.ask4, depth?.ask5],
});

describe('frames: the project’s own recordings of Noren', () => {
  const { file } = tapeFolder();

  it('plays what was received, as it was received, and counts what is no market data', async () => {
    const path = file(
      'day.ndjson',
      ndjson(
        { recv: OPEN - 500, frame: { t: 'ak', s: 'OK' } },
        {
          recv: OPEN,
          frame: { t: 'tk', e: 'NSE', tk: '22', ts: 'ACC-EQ', lp: '100.00', v: '0', bp1: '99.95', bq1: '5' },
        },
        '',
        { recv: OPEN + 10, frame: '{"t":"tf","e":"NSE","tk":"22","lp":"100.05","ft":"1766979900"}' },
        { recv: OPEN + 20, frame: { t: 'hk', hk: '1766979900' } },
        { recv: OPEN + 30, frame: { t: 'zz', x: 1 } },
        { recv: String(OPEN + 40), frame: { t: 'tf', e: 'NSE', tk: '1594', lp: '1500' } },
        { recv: OPEN + 50, frame: { t: 'om', norenordno: '1', prc: 'x' } },
      ),
    );

    const played = await play({ paths: [path] });

    expect(
      market(played).map(({ kind, token, receivedAt, last }) => [kind, token, receivedAt, last]),
    ).to.deep.equal([
      ['tk', 'NSE|22', OPEN, 100],
      ['tf', 'NSE|22', OPEN + 10, 100.05],
      ['tf', 'NSE|1594', OPEN + 40, 1500],
    ]);
    expect(market(played)[0]).to.include({
      volume: 0,
      bid: 99.95,
      bidQuantity: 5,
      ask: undefined,
      depth: undefined,
    });
    expect(market(played)[1]).to.include({
      exchangeAt: 1_766_979_900_000,
      bid: undefined,
      volume: undefined,
    });
    expect(malformed(played)).to.deep.equal([`${path}: line 6: a frame of unknown type "zz"`]);
    expect(played.progress).to.deep.equal({ rows: 8, skipped: 5, share: 1 }); // connection, blank, heartbeat, unknown, order
  });

  it('keeps the depth that another subscription told over a touchline’s snapshot', async () => {
    const path = file(
      'both.jsonl',
      ndjson(
        { recv: OPEN, frame: { t: 'dk', e: 'NSE', tk: '22', lp: '100', bp2: '99.90', bq2: '7' } },
        { recv: OPEN + 1, frame: { t: 'df', e: 'NSE', tk: '22', bq2: '8' } },
        { recv: OPEN + 2, frame: { t: 'tk', e: 'NSE', tk: '22', lp: '100' } },
      ),
    );

    const [, change, snapshot] = market(await play({ paths: [path] }));

    expect(change?.depth).to.include({ bid2: undefined, bidQuantity2: 8 });
    expect(snapshot?.depth).to.include({ bid2: 99.9, bidQuantity2: 8 });
  });

  it('stops at a broken message with its line, or tells it and goes on', async () => {
    const good = { recv: OPEN, frame: { t: 'tk', e: 'NSE', tk: '22', lp: '100' } };
    const cases: readonly (readonly [unknown, RegExp])[] = [
      ['{"recv":1766979900', /line 2: not JSON \(.*\): \{"recv":1766979900/],
      [
        { recv: OPEN, frame: { t: 'tf', e: 'NSE', tk: '22', lp: '-5' } },
        /line 2: lp: expected a price .*, got "-5"/,
      ],
      [{ recv: 12, frame: { t: 'tf' } }, /line 2: recv: 12; expected milliseconds since 1970 UTC/],
      [{ recv: OPEN, frame: '{"t":' }, /line 2: frame: not JSON/],
      [
        { t: 'tf', e: 'NSE', tk: '22', lp: '5' },
        /line 2: nothing says when it was received; record it as \{"recv"/,
      ],
      ['7', /line 2: no message/],
      ['12345678901 {}', /line 2: 12345678901; expected the time of its receipt/],
    ];
    for (const [message, says] of cases) {
      const path = file('broken.ndjson', ndjson(good, message, { ...good, recv: OPEN + 5 }));
      const error = await rejection(play({ paths: [path] }));
      expect(error).to.be.instanceOf(DataError).with.property('message').that.matches(says);
      expect(String(error)).to.include('broken.ndjson');

      const played = await play({ paths: [path], onBadRow: 'skip' });
      expect(market(played)).to.have.length(2);
      expect(malformed(played).join()).to.match(says);
    }
  });

  it('refuses a file without market data, an object over many lines, and an array that is cut off', async () => {
    const cases: Readonly<Record<string, RegExp>> = {
      [ndjson({ recv: OPEN, frame: { t: 'hk' } })]: /no market data in its messages/,
      '{\n  "a": 1\n}\n': /line 1: not JSON/,
      '[{"recv":1,': /x\.json: not JSON/,
      '[]': /no market data/,
      '': /empty|no market data/,
    };
    for (const [text, says] of Object.entries(cases))
      expect(await rejection(play({ paths: [file('x.json', text)] })))
        .to.be.instanceOf(DataError)
        .with.property('message')
        .that.matches(says);
  });
});

describe('frames: Binance', () => {
  const { file } = tapeFolder();
  const ns = (ms: number): string => `${OPEN + ms}000000`;
  const trade = (p: string, q: string, T: number): unknown => ({
    stream: 'btcusdt@trade',
    data: { e: 'trade', E: T + 1, s: 'BTCUSDT', t: 1, p, q, T, m: true },
  });
  const depth = (U: number, u: number, b: unknown[], a: unknown[] = []): unknown => ({
    stream: 'btcusdt@depth@100ms',
    data: { e: 'depthUpdate', E: OPEN, s: 'BTCUSDT', U, u, b, a },
  });
  const ticker = (u: number, b: string, a: string): unknown => ({
    stream: 'btcusdt@bookTicker',
    data: { u, s: 'BTCUSDT', b, B: '1', a, A: '2' },
  });
  const line = (ms: number, message: unknown): string => `${ns(ms)} ${JSON.stringify(message)}`;
  const tokens = [BTC, ETH];

  it('adds up the trades of a session, decimals kept, and begins again with the next', async () => {
    const day = 86_400_000;
    const path = file(
      'trades.ndjson',
      ndjson(
        line(0, trade('61837.63', '0.00012', OPEN - 5)),
        line(1, trade('61837.64', '0.1', OPEN - 4)),
        line(2, trade('61837.64', '0.2', OPEN - 3)),
        line(day, trade('61000', '0.5', OPEN + day)),
      ),
    );

    const played = touchlines(await play({ paths: [path], resolveSymbol }, tokens));

    expect(played.map(({ kind, last, volume, receivedAt, exchangeAt }) => [kind, last, volume, receivedAt, exchangeAt])).to.deep.equal([
      ['tk', 61837.63, 0.00012, OPEN, OPEN - 5],
      ['tf', 61837.64, 0.10012, OPEN + 1, OPEN - 4],
      ['tf', 61837.64, 0.30012, OPEN + 2, OPEN - 3],
      ['tk', 61000, 0.5, OPEN + day, OPEN + day],
    ]); // prettier-ignore
    expect(played[1]?.depth).to.include({ lastQuantity: 0.1, lastTradedAt: OPEN - 4 });
  });

  it('keeps the book out of changes and a whole book that comes late', async () => {
    const path = file(
      'book.gz',
      gzipSync(
        ndjson(
          line(0, depth(1, 5, [['100', '1']])),
          line(1, depth(6, 9, [['99', '2']], [['101', '3']])),
          line(2, {
            lastUpdateId: 7,
            bids: [
              ['98', '4'],
              ['97', '5'],
              ['96', '6'],
              ['95', '7'],
              ['94', '8'],
            ],
            asks: [['101', '9']],
          }),
          line(3, depth(10, 10, [['99', '0']], [['102', '1']])),
        ),
      ),
    );

    const played = touchlines(await play({ paths: [path], resolveSymbol }, tokens));

    expect(played.map(({ kind, receivedAt }) => [kind, receivedAt])).to.deep.equal([['tk', OPEN + 2], ['tf', OPEN + 3]]); // prettier-ignore
    expect(played.map(book)).to.deep.equal([
      { bids: [99, 98, 97, 96, 95], asks: [101, 0, 0, 0, 0] },
      { bids: [98, 97, 96, 95, 94], asks: [101, 102, 0, 0, 0] },
    ]);
    expect(played[0]).to.include({ bidQuantity: 2, askQuantity: 3 });
  });

  it('tells missing changes, takes its depth back and goes on with the next whole book', async () => {
    const path = file(
      'gap.ndjson',
      ndjson(
        line(0, trade('99', '1', OPEN)),
        line(1, {
          lastUpdateId: 7,
          bids: [
            ['98', '4'],
            ['97', '5'],
          ],
          asks: [['101', '9']],
        }),
        line(2, depth(8, 9, [['98', '1']])),
        line(3, depth(11, 12, [['98', '2']])),
        line(4, depth(13, 13, [['98', '3']])),
        line(5, {
          lastUpdateId: 12,
          bids: [
            ['98', '2'],
            ['97', '5'],
          ],
          asks: [],
        }),
      ),
    );

    const played = await play({ paths: [path], resolveSymbol }, tokens);

    expect(malformed(played)).to.deep.equal([
      `${path}: line 4: changes of the book are missing: expected update 10, got 11; its depth is unknown until the next whole book`,
    ]);
    expect(market(played).slice(1).map(book)).to.deep.equal([
      { bids: [98, 97, 0, 0, 0], asks: [101, 0, 0, 0, 0] },
      { bids: [98, 97, 0, 0, 0], asks: [101, 0, 0, 0, 0] },
      { bids: [0, 0, 0, 0, 0], asks: [0, 0, 0, 0, 0] },
      { bids: [98, 97, 0, 0, 0], asks: [0, 0, 0, 0, 0] },
    ]);
    expect(market(played).at(-1)).to.include({ bidQuantity: 3 });
  });

  it('takes the best prices of whichever is newer, the ticker or the book', async () => {
    const path = file(
      'best.ndjson',
      ndjson(
        line(0, ticker(20, '100', '101')),
        line(1, {
          lastUpdateId: 10,
          bids: [
            ['98', '4'],
            ['97', '5'],
          ],
          asks: [
            ['103', '9'],
            ['104', '1'],
          ],
        }),
        line(2, ticker(19, '50', '51')),
        line(3, depth(11, 30, [['99', '1']])),
      ),
    );

    const played = touchlines(await play({ paths: [path], resolveSymbol }, tokens));

    expect(played.map(({ bid, ask, depth: levels }) => [bid, ask, levels?.bid2])).to.deep.equal([
      [100, 101, undefined],
      [undefined, undefined, 97],
      [99, 103, 98],
    ]);
  });

  it('reads messages without a time of receipt by the exchange’s own, and tells those of other kinds', async () => {
    const path = file(
      'plain.jsonl',
      ndjson(
        { result: null, id: 1 },
        { e: 'aggTrade', E: OPEN + 1, s: 'BTCUSDT', a: 1, p: '100', q: '1', f: 1, l: 1, T: OPEN, m: false },
        { u: 5, s: 'BTCUSDT', b: '99', B: '1', a: '101', A: '1' },
        { e: 'kline', E: OPEN, s: 'BTCUSDT', k: {} },
        { hello: 'world' },
      ),
    );

    const played = await play({ paths: [path], resolveSymbol }, tokens);

    expect(market(played).map(({ receivedAt, last, bid }) => [receivedAt, last, bid])).to.deep.equal([
      [OPEN, 100, undefined],
      [OPEN, undefined, 99],
    ]);
    expect(malformed(played)).to.deep.equal([
      `${path}: line 4: a message of unknown type "kline"`,
      `${path}: line 5: a message of no known kind: {"hello":"world"}. Read are messages of Noren and Binance (as {recv, frame}) and events of barter; save a table of JSON rows as CSV`,
    ]);
  });

  it('asks for the instrument of a symbol, and refuses one for two symbols', async () => {
    const eth = {
      stream: 'ethusdt@trade',
      data: { e: 'trade', E: OPEN, s: 'ETHUSDT', p: '1', q: '1', T: OPEN },
    };
    const path = file('two.ndjson', ndjson(line(0, trade('100', '1', OPEN)), line(1, eth)));

    const unknown = await rejection(play({ paths: [path] }, tokens));
    expect(unknown)
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.matches(/two\.ndjson: symbol "BTCUSDT": no such instrument; .*--instrument/);
    const instruments = [{ pattern: undefined, token: BTC }];
    const both = await rejection(play({ paths: [path], instruments, onBadRow: 'skip' }, tokens));
    expect(both)
      .to.be.instanceOf(UsageError)
      .with.property('message')
      .that.matches(/it holds BTCUSDT and ETHUSDT/);
    const split = await play({ paths: [path], resolveSymbol }, [ETH]);
    expect(touchlines(split).map(({ token }) => token)).to.deep.equal([ETH]);
  });

  for (const name of ['btcusdt', 'ethusdt']) {
    it(`plays the real capture of ${name} as a plain book and plain sums say`, async function () {
      if (realData === undefined) return;
      this.timeout(120_000);
      const path = join(realData, `raw-ws-binance-20240808/${name}_20240808.gz`);

      const tape = await openTape({ paths: [path], resolveSymbol });
      const played: unknown[] = [];
      for await (const batch of tape.batches(new Set([BTC, ETH])))
        for (const message of batch) {
          if (message.kind === 'Malformed') throw new Error(message.detail);
          const { kind, receivedAt, exchangeAt, last, volume, bid, ask, bidQuantity, askQuantity } = message;
          const levels = DEPTH_FIELDS.slice(0, 16).map((field) => message.depth?.[field]);
          played.push([
            kind,
            receivedAt,
            exchangeAt,
            last,
            volume,
            bid,
            ask,
            bidQuantity,
            askQuantity,
            ...levels,
          ]);
        }

      const expected = plainly(gunzipSync(readFileSync(path)).toString('utf8'));
      expect(played).to.have.length(expected.length);
      const other = expected.findIndex((message, i) => !isDeepStrictEqual(played[i], message));
      expect(played[other], `message ${other}`).to.deep.equal(expected[other]);
      expect(tape.files[0]).to.include({
        shape: 'frames',
        format: 'json',
        mapping: 'frames: messages of Binance',
      });
    });
  }
});

/** By the letters that Binance uses. */
type Data = { readonly [K in 'e' | 'u' | 'b' | 'a' | 'B' | 'A' | 'p' | 'q' | 'T' | 'E']?: unknown };

interface Frame {
  readonly data?: Data;
  readonly lastUpdateId?: number;
  readonly bids?: readonly (readonly [string, string])[];
  readonly asks?: readonly (readonly [string, string])[];
}

/** The messages of a capture, by maps and sorting. */
const plainly = (text: string): unknown[] => {
  const lines = text.trim().split('\n').map((line) => {
    const space = line.indexOf(' ');
    return { at: Number(BigInt(line.slice(0, space)) / 1_000_000n), frame: JSON.parse(line.slice(space)) as Frame };
  }); // prettier-ignore
  const bids = new Map<number, number>();
  const asks = new Map<number, number>();
  const put = (side: Map<number, number>, levels: unknown): void => {
    for (const [price, quantity] of levels as (readonly [string, string])[])
      if (Number(quantity) === 0) side.delete(Number(price));
      else side.set(Number(price), Number(quantity));
  };
  const waiting: Data[] = [];
  let bookId: number | undefined;
  let bestId = -1;
  let hundredMillionths = 0n;
  const out: unknown[] = [];
  const push = (at: number, fields: readonly unknown[], levels: readonly unknown[] = []): void => {
    out.push([
      out.length === 0 ? 'tk' : 'tf',
      at,
      ...fields,
      ...Array.from({ length: 16 }, (_, i) => levels[i]),
    ]);
  };
  const pushBook = (at: number, exchangeAt: number | undefined): void => {
    const best = (side: Map<number, number>, sign: number): [number, number][] =>
      [
        ...[...side].sort(([a], [b]) => sign * (a - b)).slice(0, 5),
        ...Array.from({ length: 5 }, (): [number, number] => [0, 0]),
      ].slice(0, 5);
    const [b, a] = [best(bids, -1), best(asks, 1)];
    const isBest = (bookId ?? -1) >= bestId;
    if (isBest) bestId = bookId ?? -1;
    const top = isBest
      ? [b[0]?.[0], a[0]?.[0], b[0]?.[1], a[0]?.[1]]
      : [undefined, undefined, undefined, undefined];
    const levels = [1, 2, 3, 4].flatMap((i) => [b[i]?.[0], b[i]?.[1], a[i]?.[0], a[i]?.[1]]);
    push(at, [exchangeAt, undefined, undefined, ...top], levels);
  };
  for (const { at, frame } of lines) {
    const { data } = frame;
    if (data === undefined) {
      put(bids, frame.bids);
      put(asks, frame.asks);
      bookId = frame.lastUpdateId ?? NaN;
      for (const kept of waiting) {
        if (Number(kept.u) <= bookId) continue;
        put(bids, kept.b);
        put(asks, kept.a);
        bookId = Number(kept.u);
      }
      pushBook(at, undefined);
    } else if (data.e === 'trade') {
      const [whole = '', fraction = ''] = String(data.q).split('.');
      hundredMillionths += BigInt(whole) * 100_000_000n + BigInt(fraction.padEnd(8, '0'));
      push(at, [
        data.T,
        Number(data.p),
        Number(hundredMillionths) / 1e8,
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
    } else if (data.e === 'depthUpdate') {
      if (bookId === undefined) waiting.push(data);
      else {
        put(bids, data.b);
        put(asks, data.a);
        bookId = Number(data.u);
        pushBook(at, Number(data.E));
      }
    } else if (Number(data.u) >= bestId) {
      bestId = Number(data.u);
      push(at, [
        undefined,
        undefined,
        undefined,
        Number(data.b),
        Number(data.a),
        Number(data.B),
        Number(data.A),
      ]);
    }
  }
  return out;
};

describe('frames: barter', () => {
  const { file } = tapeFolder();
  const item = (instrument: unknown, at: string, kind: unknown): unknown => ({
    Item: {
      Ok: {
        time_exchange: `${at}.175Z`,
        time_received: `${at}.319581890Z`,
        exchange: 'binance_spot',
        instrument,
        kind,
      },
    },
  });
  const trade = (price: number, amount: number): unknown => ({
    Trade: { id: '1', price, amount, side: 'Buy' },
  });

  it('begins every token anew after the connection was lost', async () => {
    const events = [
      item(0, '2024-12-20T19:05:18', trade(96962.51, 6e-5)),
      item(2, '2024-12-20T19:05:19', trade(190.1, 2)),
      item(0, '2024-12-20T19:05:20', trade(96962.52, 4e-5)),
      { Reconnecting: 'binance_spot' },
      item(0, '2024-12-20T19:05:21', trade(96962.53, 1)),
      item(0, '2024-12-20T19:05:22', { Candle: {} }),
      item(2, '2024-12-20T19:05:23', trade(190.2, 1)),
      item(2, '2024-12-20T19:05:24', trade(190.3, 1)),
    ];
    const path = file('events.json', JSON.stringify(events));

    const played = await play({ paths: [path], resolveSymbol }, [tokenOf('BIN', '0'), tokenOf('BIN', '2')]);

    expect(market(played).map(({ kind, token, last, volume }) => [kind, token, last, volume])).to.deep.equal([
      ['tk', 'BIN|0', 96962.51, 6e-5],
      ['tk', 'BIN|2', 190.1, 2],
      ['tf', 'BIN|0', 96962.52, 1e-4],
      ['tk', 'BIN|0', 96962.53, 1.0001],
      ['tk', 'BIN|2', 190.2, 3],
      ['tf', 'BIN|2', 190.3, 4],
    ]);
    expect(market(played)[0]).to.include({
      receivedAt: Date.UTC(2024, 11, 20, 19, 5, 18, 319),
      exchangeAt: Date.UTC(2024, 11, 20, 19, 5, 18, 175),
    });
    expect(malformed(played)).to.deep.equal([`${path}: message 6: an event of unknown kind: Candle`]);
  });

  it('plays the real file: 21 trades, each token anew after each of three breaks', async function () {
    if (realData === undefined) return;
    const path = join(
      realData,
      'raw-events-barter-20241220/binance_spot_market_data_with_disconnect_events.json',
    );
    const events = JSON.parse(readFileSync(path, 'utf8')) as readonly {
      readonly Item?: { readonly Ok: { readonly instrument: number; readonly kind: unknown } };
    }[];

    const played = touchlines(
      await play({ paths: [path], resolveSymbol }, [tokenOf('BIN', '0'), tokenOf('BIN', '2')]),
    );

    const fresh = new Set<unknown>();
    const expected: unknown[] = [];
    for (const event of events) {
      const ok = event.Item?.Ok;
      if (ok === undefined) fresh.clear();
      else {
        const { price } = (ok.kind as { Trade: { price: number } }).Trade;
        expected.push([fresh.has(ok.instrument) ? 'tf' : 'tk', `BIN|${ok.instrument}`, price]);
        fresh.add(ok.instrument);
      }
    }
    expect(expected).to.have.length(21);
    expect(played.map(({ kind, token, last }) => [kind, token, last])).to.deep.equal(expected);
  });
});

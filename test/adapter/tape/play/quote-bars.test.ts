import { expect } from 'chai';
import fc from 'fast-check';
import { MessageMark, type TouchlineMessage } from '../../../../src/domain/touchline.js';
import { message } from '../../../support/message.js';
import { OPEN, play, tapeFolder, touchlines } from '../tape-folder.js';

const MINUTE = 60_000;
const HEADER =
  'time,bid_open,bid_high,bid_low,bid_close,bid_size,ask_open,ask_high,ask_low,ask_close,ask_size,token';

describe('openTape: bars of quotes', () => {
  const { file } = tapeFolder();
  const played = async (...rows: readonly string[]): Promise<readonly TouchlineMessage[]> =>
    touchlines(
      await play({
        paths: [file('quotes.csv', `${[HEADER, ...rows].join('\n')}\n`)],
        intervalMs: MINUTE,
        barStamp: 'start',
      }),
    );
  const at = (ms: number, said: Partial<TouchlineMessage>): TouchlineMessage =>
    message('tf', { receivedAt: OPEN + ms, flags: MessageMark.Bar, ...said });

  it('plays a bar as four quotes inside its minute, both sides low together, the sizes with the close', async () => {
    // The middle opens at 101, 0.5 from its low of 100.5 and 2 from its high of 103: down first.
    const ticks = await played(`${OPEN},100,102,99.5,101,5,102,104,101.5,103,6,NSE|22`);

    expect(ticks).to.deep.equal([
      { ...at(0, {}), kind: 'tk', bid: 100, ask: 102 },
      { ...at(20_000, {}), bid: 99.5, ask: 101.5 },
      { ...at(40_000, {}), bid: 102, ask: 104 },
      {
        ...at(59_999, { flags: MessageMark.Bar | MessageMark.BarEnd }),
        ...{ bid: 101, ask: 103, bidQuantity: 5, askQuantity: 6 },
      },
    ]);
  });

  it('shows a side without prices as empty, and goes by the other', async () => {
    // The ask opens at its high: up first.
    const ticks = await played(`${OPEN},,,,,0,102,102,101,101.5,6,NSE|22`);

    expect(ticks.map(({ bid }) => bid)).to.deep.equal([0, 0, 0, 0]);
    expect(ticks.map(({ ask }) => ask)).to.deep.equal([102, 102, 101, 101.5]);
    expect(ticks.at(-1)).to.include({ bidQuantity: 0, askQuantity: 6 });
  });

  it('never shows a crossed book of sides that do not cross', async () => {
    const prices = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 4, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        prices,
        fc.array(fc.nat(20), { minLength: 4, maxLength: 4 }),
        async (drawn, spreads) => {
          const [open = 0, close = 0, ...others] = drawn;
          const bid = [open, Math.max(open, close, ...others), Math.min(open, close, ...others), close];
          const ask = bid.map((price, i) => price + (spreads[i] ?? 0));
          const ordered = [ask[0], Math.max(...ask), Math.min(...ask), ask[3]];

          const ticks = await played(`${OPEN},${bid.join(',')},1,${ordered.join(',')},1,NSE|22`);

          for (const tick of ticks) expect(tick.bid).to.be.at.most(tick.ask ?? NaN);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('openTape: bars stamped at their end', () => {
  const { file } = tapeFolder();
  const bars = (name: string, ...times: readonly number[]): string =>
    file(
      name,
      `date,open,high,low,close,volume,token\n${times.map((time) => `${time},1,2,1,2,4,NSE|22\n`).join('')}`,
    );

  it('are played before it', async () => {
    const paths = [bars('end.csv', OPEN + MINUTE, OPEN + 2 * MINUTE)];

    const ticks = touchlines(await play({ paths, barStamp: 'end' }));

    expect(ticks.map(({ receivedAt }) => receivedAt - OPEN)).to.deep.equal([
      0, 20_000, 40_000, 59_999, 60_000, 80_000, 100_000, 119_999,
    ]);
  });

  it('may be stamped at their last millisecond', async () => {
    const paths = [bars('last.csv', OPEN + MINUTE - 1, OPEN + 2 * MINUTE - 1)];

    const ticks = touchlines(await play({ paths, barStamp: 'end' }));

    expect(ticks[0]?.receivedAt).to.equal(OPEN);
    expect(ticks.at(-1)?.receivedAt).to.equal(OPEN + 2 * MINUTE - 1);
  });
});

describe('openTape: quotes of one side a row', () => {
  const { file } = tapeFolder();

  it('say nothing of the other side, whose 0 is no price and no size', async () => {
    const rows = [
      `${OPEN},0,0,100.1,5,NSE|22,0`,
      `${OPEN + 1},99.9,7,0,0,NSE|22,1`,
      `${OPEN + 2},99.8,6,0,0,NSE|22,0`,
    ];
    const paths = [
      file('sides.csv', `time,bid,bid_size,ask,ask_size,token,suspicious\n${rows.join('\n')}\n`),
    ];

    const ticks = touchlines(await play({ paths }));

    expect(ticks).to.deep.equal([
      message('tk', { receivedAt: OPEN, ask: 100.1, askQuantity: 5 }),
      message('tf', { receivedAt: OPEN + 1, bid: 99.9, bidQuantity: 7, flags: 256 }),
      message('tf', { receivedAt: OPEN + 2, bid: 99.8, bidQuantity: 6 }),
    ]);
  });
});

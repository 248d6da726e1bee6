import { expect } from 'chai';
import { barsAsked, heikinAshi, range, ticks, volume } from '../../../src/domain/bars/bar-spec.js';
import { UsageError } from '../../../src/domain/failure.js';

const ask = (...asked: readonly unknown[]) => barsAsked(asked as Parameters<typeof barsAsked>[0]);

describe('what is asked of cutBars', () => {
  for (const [text, ms] of [
    ['15s', 15_000],
    ['1m', 60_000],
    ['90m', 5_400_000],
    ['4h', 14_400_000],
    ['1d', 86_400_000],
    ['24h', 86_400_000],
  ] as const)
    it(`is a length of time: ${text}`, () => {
      expect(ask(text).plans).to.deep.equal([{ text, cut: { by: 'time', ms }, isHeikinAshi: false }]);
    });

  it('is several at once, told by how they are written, with what is usual beside them', () => {
    const { plans, isCarried, graceMs } = ask(
      '1m',
      ticks(100),
      volume(5_000),
      range(2.5),
      heikinAshi(ticks(9)),
    );

    expect(plans.map(({ text }) => text)).to.deep.equal([
      '1m',
      'ticks(100)',
      'volume(5000)',
      'range(2.5)',
      'heikinAshi(ticks(9))',
    ]);
    expect({ isCarried, graceMs }).to.deep.equal({ isCarried: false, graceMs: 2_000 });
  });

  it('has options behind it', () => {
    expect(ask('1m', { gaps: 'carried', graceMs: 0 })).to.include({ isCarried: true, graceMs: 0 });
    expect(ask('1m', {})).to.include({ isCarried: false, graceMs: 2_000 });
  });

  const HOW = "write '5m', '15s', '1h', '1d', ticks(100), volume(5000), range(10) or heikinAshi('5m')";
  for (const [asked, message] of [
    [[], `cutBars() is not told what to cut; ${HOW}`],
    [[{ gaps: 'carried' }], `cutBars() is not told what to cut; ${HOW}`],
    ...['5x', '5', 'm', '', '0m', '-5m', '1.5m', '5 m', '5M', '1e3s', '1w'].map(
      (text) => [[text], `cutBars: "${text}" is no kind of bar; ${HOW}`] as const,
    ),
    [['2d'], `cutBars: "2d": no bar is longer than a session, '1d'`],
    [['25h'], `cutBars: "25h": no bar is longer than a session, '1d'`],
    [[5], `cutBars: 5 is no kind of bar; ${HOW}`],
    [[null], `cutBars: null is no kind of bar; ${HOW}`],
    [[undefined], `cutBars: undefined is no kind of bar; ${HOW}`],
    [[{ by: 'renko', least: 5 }], `cutBars: {"by":"renko","least":5} is no kind of bar; ${HOW}`],
    [[{ by: 'ticks' }], `cutBars: {"by":"ticks"} is no kind of bar; ${HOW}`],
    [[ticks(0)], 'cutBars: ticks(0): expected a whole number of ticks above 0'],
    [[ticks(2.5)], 'cutBars: ticks(2.5): expected a whole number of ticks above 0'],
    [[ticks(NaN)], 'cutBars: ticks(NaN): expected a whole number of ticks above 0'],
    [[volume(-1)], 'cutBars: volume(-1): expected a whole number of units above 0'],
    [[range(0)], 'cutBars: range(0): expected rupees above 0'],
    [[range(Infinity)], 'cutBars: range(Infinity): expected rupees above 0'],
    [[range('10' as never)], 'cutBars: range(10): expected rupees above 0'],
    [[heikinAshi('5x')], `cutBars: "5x" is no kind of bar; ${HOW}`],
    [[heikinAshi(heikinAshi('5m') as never)], 'cutBars: heikinAshi(heikinAshi(5m)): one of them is enough'],
    [['5m', '1m', '5m'], 'cutBars: 5m is named twice'],
    [['5m', { gaps: 'flat' }], `cutBars: gaps "flat"; they are 'absent' or 'carried'`],
    [['5m', { graceMs: -1 }], 'cutBars: graceMs -1; expected whole milliseconds from 0 to 60000'],
    [['5m', { graceMs: 60_001 }], 'cutBars: graceMs 60001; expected whole milliseconds from 0 to 60000'],
    [['5m', { grace: 5 }], 'cutBars: no option grace; there are gaps, graceMs'],
    [[{ gaps: 'carried' }, '5m'], `cutBars: {"gaps":"carried"} is no kind of bar; ${HOW}`],
  ] as const)
    it(`is refused by name where it cannot be: ${JSON.stringify(asked)}`, () => {
      expect(() => ask(...asked)).to.throw(UsageError, message);
    });
});

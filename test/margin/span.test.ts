import { expect } from 'chai';
import type { OptionType } from '../../src/domain/instrument.js';
import type { MarginRates } from '../../src/domain/margin-rates.js';
import { blackScholes } from '../../src/margin/black-scholes.js';
import type { Leg, Standing } from '../../src/margin/leg.js';
import { worstLoss } from '../../src/margin/scan.js';
import { legMargin, miniSpan, payoffScan } from '../../src/margin/span.js';

/** The setting of the worked values: NIFTY at 26,000, all of it at 13 %. */
const SPOT = 26_000;
const RATE = 0.065;
const VOLATILITY = 0.13;
const TODAY = 20_000;
const STANDING: Standing = { spot: SPOT, rate: RATE, today: TODAY };
const INDEX: MarginRates = {
  priceScan: 0.093,
  volatilityScan: 0.04,
  volatility: VOLATILITY,
  exposure: 0.02,
  deepExposure: 0.03,
  expiryExposure: 0.02,
  calendar: 0.0175,
  intraday: 0.2,
  delivery: 1,
};

const option = (units: number, strike: number, type: OptionType, days = 7): Leg => {
  const facts = { type, strike, years: days / 365 };
  const value = blackScholes(facts, SPOT, VOLATILITY, RATE);
  const expiry = TODAY + Math.floor(days);
  return { kind: 'Option', units, expiry, value, volatility: VOLATILITY, ...facts };
};
const future = (units: number, days = 7): Leg => ({ kind: 'Future', units, expiry: TODAY + days });

interface Case {
  readonly name: string;
  readonly legs: readonly Leg[];
  readonly scan: number;
  readonly scenario: number;
  readonly optionValue: number;
  readonly span: number;
  readonly exposure: number;
}

const SIX_HOURS = 6 / 24;

const WORKED: readonly Case[] = [
  {
    name: 'a long future',
    legs: [future(65)],
    scan: 157_170,
    scenario: 13,
    optionValue: 0,
    span: 157_170,
    exposure: 33_800,
  },
  {
    name: 'a short call',
    legs: [option(-65, 26_000, 'CE')],
    scan: 146_064.1,
    scenario: 11,
    optionValue: -13_211.92,
    span: 159_276.02,
    exposure: 33_800,
  },
  {
    name: 'a short call 1,000 out',
    legs: [option(-65, 27_000, 'CE')],
    scan: 94_303.35,
    scenario: 11,
    optionValue: -244.59,
    span: 94_547.94,
    exposure: 33_800,
  },
  {
    name: 'a short call 11.5 % out',
    legs: [option(-65, 29_000, 'CE')],
    scan: 42_591.69,
    scenario: 15,
    optionValue: 0,
    span: 42_591.69,
    exposure: 84_500,
  },
  {
    name: 'a short straddle',
    legs: [option(-65, 26_000, 'CE'), option(-65, 26_000, 'PE')],
    scan: 134_958.21,
    scenario: 11,
    optionValue: -24_318.44,
    span: 159_276.64,
    exposure: 67_600,
  },
  {
    name: 'a short strangle',
    legs: [option(-65, 25_500, 'PE'), option(-65, 26_500, 'CE')],
    scan: 122_340.17,
    scenario: 11,
    optionValue: -4_490.61,
    span: 126_830.78,
    exposure: 67_600,
  },
  {
    name: 'a bear call spread',
    legs: [option(-65, 26_000, 'CE'), option(65, 26_500, 'CE')],
    scan: 21_860.03,
    scenario: 12,
    optionValue: -10_599.48,
    span: 32_459.51,
    exposure: 33_800,
  },
  {
    name: 'an iron condor',
    legs: [
      option(65, 25_000, 'PE'),
      option(-65, 25_500, 'PE'),
      option(-65, 26_500, 'CE'),
      option(65, 27_000, 'CE'),
    ],
    scan: 28_340.53,
    scenario: 14,
    optionValue: -4_118.97,
    span: 32_459.5,
    exposure: 67_600,
  },
  {
    name: 'a short straddle six hours before its expiry',
    legs: [option(-65, 26_000, 'CE', SIX_HOURS), option(-65, 26_000, 'PE', SIX_HOURS)],
    scan: 152_657.26,
    scenario: 11,
    optionValue: -4_587.97,
    span: 157_245.24,
    exposure: 135_200,
  },
  {
    name: 'a future with a call written on it',
    legs: [future(65), option(-65, 26_500, 'CE')],
    scan: 154_557.57,
    scenario: 13,
    optionValue: -2_612.44,
    span: 157_170,
    exposure: 67_600,
  },
];

describe('miniSpan', () => {
  for (const { name, legs, scan, scenario, optionValue, span, exposure } of WORKED)
    it(`of ${name} is ${span}, and ${exposure} on top`, () => {
      const worst = worstLoss(legs, STANDING, INDEX);
      const margin = legMargin(legs, STANDING, INDEX, miniSpan);

      expect(worst.loss).to.be.closeTo(scan, 0.01);
      expect(worst.scenario).to.equal(scenario);
      expect(margin.optionValue).to.be.closeTo(optionValue, 0.01);
      expect(margin.span).to.be.closeTo(span, 0.01);
      expect(margin.exposure).to.be.closeTo(exposure, 0.01);
      expect(margin.calendar).to.equal(0);
    });

  it('of what was bought is nothing but its price', () => {
    const { span, exposure } = legMargin([option(65, 26_000, 'CE')], STANDING, INDEX, miniSpan);

    expect([span, exposure]).to.deep.equal([0, 0]);
  });

  it('is no more than what a spread can lose at expiry', () => {
    const wide = legMargin(
      [option(-65, 26_000, 'CE', 60), option(65, 26_100, 'CE', 60)],
      STANDING,
      INDEX,
      miniSpan,
    );

    expect(wide.span).to.be.at.most(6_500); // 100 * 65
    expect(wide.span).to.be.greaterThan(5_000);
  });

  it('charges for what two expiries offset, and offsets nothing on the day one expires', () => {
    const months = legMargin([future(65, 7), future(-65, 35)], STANDING, INDEX, miniSpan);
    const today = legMargin([future(65, 0), future(-65, 35)], STANDING, INDEX, miniSpan);

    expect(months.span).to.be.closeTo(0, 0.01);
    expect(months.calendar).to.be.closeTo(29_575, 0.01); // 1.75 % of 65 * 26,000
    expect(today.calendar).to.equal(0);
    expect(today.span).to.be.closeTo(314_340, 0.01); // twice 157,170
  });
});

describe('payoffScan', () => {
  it('of one short option is what the range leaves beyond its strike', () => {
    const spanOf = (strike: number, days = 7): number =>
      legMargin([option(-65, strike, 'CE', days)], STANDING, INDEX, payoffScan).span;

    expect(spanOf(26_000)).to.be.closeTo(157_170, 0.01); // 9.3 % of 26,000 * 65
    expect(spanOf(27_000)).to.be.closeTo(92_170, 0.01); // less 1,000 * 65
    expect(spanOf(29_000)).to.be.closeTo(41_769, 0.01); // 35 % of (18.6 % of 26,000 - 3,000) * 65
  });

  it('of a future is its range, of a spread what it can lose', () => {
    const spanOf = (...legs: readonly Leg[]): number => legMargin(legs, STANDING, INDEX, payoffScan).span;

    expect(spanOf(future(65))).to.be.closeTo(157_170, 0.01);
    expect(spanOf(future(-65))).to.be.closeTo(157_170, 0.01);
    expect(spanOf(option(-65, 26_000, 'CE'), option(65, 26_500, 'CE'))).to.be.closeTo(32_500, 0.01);
  });

  it('asks less than repricing does, never more, and not by much', () => {
    const share = (days: number): number => {
      let least = 1;
      for (let strike = 24_000; strike <= 28_000; strike += 50) {
        const legs = [option(-65, strike, 'CE', days)];
        const [a, b] = [payoffScan, miniSpan].map((by) => legMargin(legs, STANDING, INDEX, by).span);
        if (a === undefined || b === undefined) continue;
        expect(a, `${strike}`).to.be.at.most(b + 0.01);
        least = Math.min(least, a / b);
      }
      return least;
    };

    expect(share(1)).to.be.at.least(0.996);
    expect(share(7)).to.be.at.least(0.959);
    expect(share(28)).to.be.at.least(0.847);
  });
});

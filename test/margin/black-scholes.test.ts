import { expect } from 'chai';
import {
  blackScholes,
  deltaOf,
  type EuropeanOption,
  impliedVolatility,
} from '../../src/margin/black-scholes.js';

interface Case {
  readonly option: EuropeanOption;
  readonly spot: number;
  readonly rate: number;
  readonly volatility: number;
  readonly price: number;
  readonly delta: number;
}

const at = (
  type: 'CE' | 'PE',
  spot: number,
  strike: number,
  years: number,
  rate: number,
  volatility: number,
  price: number,
  delta: number,
): Case => ({ option: { type, strike, years }, spot, rate, volatility, price, delta });

/** Worked to forty digits. */
const KNOWN: readonly Case[] = [
  at('CE', 100, 100, 1, 0.05, 0.2, 10.4505835722, 0.636830651176),
  at('PE', 100, 100, 1, 0.05, 0.2, 5.57352602226, -0.363169348824),
  at('CE', 26_000, 26_000, 7 / 365, 0.065, 0.12, 188.942654168, 0.533202158722),
  at('PE', 26_000, 26_000, 7 / 365, 0.065, 0.12, 156.551888223, -0.466797841278),
  at('CE', 26_000, 26_500, 7 / 365, 0.065, 0.115, 27.672909621, 0.13353739358),
  at('PE', 26_000, 25_000, 7 / 365, 0.065, 0.165, 8.93720586512, -0.0373403032774),
  at('CE', 1_400, 1_450, 30 / 365, 0.065, 0.25, 22.9376046501, 0.35225907949),
  at('CE', 1_400, 1_200, 30 / 365, 0.065, 0.28, 207.305837476, 0.978669219562),
];

describe('blackScholes', () => {
  for (const { option, spot, rate, volatility, price, delta } of KNOWN)
    it(`of ${option.type} ${option.strike} at ${spot} is ${price}`, () => {
      expect(blackScholes(option, spot, volatility, rate) / price).to.be.closeTo(1, 1e-9);
      expect(deltaOf(option, spot, volatility, rate)).to.be.closeTo(delta, 1e-10);
      expect(impliedVolatility(option, spot, price, rate)).to.be.closeTo(volatility, 1e-9);
    });

  it('is what exercise brings once time is over, or the discounted of it without any volatility', () => {
    expect(blackScholes({ type: 'CE', strike: 100, years: 0 }, 110, 0.2, 0.05)).to.equal(10);
    expect(blackScholes({ type: 'PE', strike: 100, years: 0 }, 110, 0.2, 0.05)).to.equal(0);
    expect(blackScholes({ type: 'PE', strike: 100, years: 1 }, 0, 0.2, 0)).to.equal(100);
    expect(blackScholes({ type: 'CE', strike: 100, years: 1 }, 110, 0, 0)).to.equal(10);
  });
});

describe('impliedVolatility', () => {
  const deep: EuropeanOption = { type: 'CE', strike: 24_000, years: 7 / 365 };

  it('is none for a price below what exercise is worth, none at all, or more than any volatility gives', () => {
    expect(impliedVolatility(deep, 26_000, 1_990, 0.065)).to.equal(undefined);
    expect(impliedVolatility(deep, 26_000, 0, 0.065)).to.equal(undefined);
    expect(impliedVolatility(deep, 26_000, 26_000, 0.065)).to.equal(undefined);
    expect(impliedVolatility({ ...deep, years: 0 }, 26_000, 2_005, 0.065)).to.equal(undefined);
  });
});

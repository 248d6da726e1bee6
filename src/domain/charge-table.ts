import type { Money } from './money.js';
import type { SessionDay } from './session.js';

/** What is charged alike: an exchange's cash market by how it is settled, its derivatives by kind, exercises. */
export const CHARGE_SEGMENTS = [
  'NSE_DEL',
  'NSE_INTRA',
  'BSE_DEL',
  'BSE_INTRA',
  'NFO_FUT',
  'NFO_OPT',
  'BFO_FUT',
  'BFO_OPT',
  'CDS_FUT',
  'CDS_OPT',
  'MCX_FUT',
  'MCX_OPT',
  'EXERCISE_CASH',
  'EXERCISE_PHYSICAL',
] as const;
export type ChargeSegment = (typeof CHARGE_SEGMENTS)[number];

/** `EXCHANGE` is the transaction charge, `IPFT` what goes to the investor protection fund. */
export const CHARGE_COMPONENTS = ['STT', 'EXCHANGE', 'IPFT', 'SEBI', 'STAMP', 'GST'] as const;
export type ChargeComponent = (typeof CHARGE_COMPONENTS)[number];

/** `TURNOVER` and `PREMIUM`: what was traded. `INTRINSIC`: what an exercise brings. `FEES`: brokerage and fees. */
export const CHARGE_BASES = ['TURNOVER', 'PREMIUM', 'INTRINSIC', 'FEES'] as const;
export type ChargeBase = (typeof CHARGE_BASES)[number];

/** One line of the law or of a tariff, as it held for some days. */
export interface ChargeRow {
  readonly segments: readonly ChargeSegment[];
  readonly component: ChargeComponent;
  readonly side: 'BUY' | 'SELL' | 'BOTH';
  readonly base: ChargeBase;
  /** Parts per billion of the base. */
  readonly ratePpb: number;
  /** To what a contract note rounds it, half up. */
  readonly roundTo: Money;
  /** Underlyings, and classes of the master as `class:X`; undefined for all that no other row names. */
  readonly scope: readonly string[] | undefined;
  /** Trading dates, both included; `to` undefined while it is in force. */
  readonly from: SessionDay;
  readonly to: SessionDay | undefined;
}

/** What a broker's plan takes of an executed order of some segments. */
export interface BrokerageRow {
  readonly plan: string;
  readonly segments: readonly ChargeSegment[];
  readonly perOrder: Money;
  /** Parts per billion of what the order traded, where that is less; undefined where it is flat. */
  readonly sharePpb: number | undefined;
}

export interface ChargeTable {
  readonly rates: readonly ChargeRow[];
  readonly brokerage: readonly BrokerageRow[];
}

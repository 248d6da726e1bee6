import type { BrokerageRow, ChargeSegment, ChargeTable } from '../../domain/charge-table.js';
import { type Money, NO_MONEY } from '../../domain/money.js';

/** What a plan takes of an order of a segment. */
export type Brokerage = Pick<BrokerageRow, 'perOrder' | 'sharePpb'>;

const FREE: Brokerage = { perOrder: NO_MONEY, sharePpb: undefined };

/** The plan's row for the segment; free where it names none. */
export const brokerageOf = (table: ChargeTable, plan: string, segment: ChargeSegment): Brokerage =>
  table.brokerage.find((row) => row.plan === plan && row.segments.includes(segment)) ?? FREE;

/** Of an executed order that traded `value`: flat, or a share of it where that is less. */
export const brokerageOn = ({ perOrder, sharePpb }: Brokerage, value: Money): Money =>
  sharePpb === undefined ? perOrder : (Math.min(perOrder, Math.round((value * sharePpb) / 1e9)) as Money);

import type { OrderReport } from '../../src/domain/order-report.js';
import { ACC } from './instrument.js';
import type { Loose } from './loose.js';

/** An order to buy 100 ACC that has come to the broker, as it tells of it. */
export const orderReport = (facts: Loose<OrderReport> = {}): OrderReport =>
  ({
    number: '26010500000001',
    exchange: 'NSE',
    symbol: 'ACC-EQ',
    token: ACC,
    side: 'BUY',
    quantity: 100,
    product: 'I',
    type: 'LMT',
    limit: 100,
    trigger: undefined,
    status: 'OPEN',
    cause: '',
    filled: 0,
    averagePrice: undefined,
    cancelled: 0,
    fill: undefined,
    exchangeNumber: undefined,
    remarks: 'ours',
    reason: undefined,
    exchangeAt: undefined,
    ...facts,
  }) as OrderReport;

import type { Frame } from './examples.js';

/** The life of one order as a live server told it on 2025-03-06, and what it ends in. */
export interface OrderStory {
  readonly name: string;
  readonly frames: readonly Frame[];
  readonly ends: {
    readonly status: string;
    readonly filled: number;
    readonly cancelled: number;
    readonly limit: number;
  };
}

/** `time status/reporttype price type`, the time being that of the exchange's last order event where it has one. */
type Line = readonly [exchangeTime: string, what: string, price: string, type?: string];

const QUANTITY = 900;

const story = (
  name: string,
  number: string,
  side: 'B' | 'S',
  trigger: string,
  lines: readonly Line[],
): OrderStory => {
  const frames = lines.map(([time, what, prc, prctyp = 'LMT']): Frame => {
    const [status = '', reporttype = ''] = what.split('/');
    const isAtExchange = time !== '';
    return {
      ...{ t: 'om', norenordno: number, uid: 'FA00000', actid: 'FA00000', exch: 'NFO' },
      ...{
        tsym: 'ZYDUSLIFE27MAR25C920',
        trantype: side,
        qty: String(QUANTITY),
        prc,
        pcode: 'M',
        remarks: '',
      },
      ...(reporttype === 'PendingCancel' ? {} : { rejreason: ' ' }),
      ...{ status, reporttype },
      ...(reporttype === 'Fill' ? FILL(number, prc) : {}),
      ...(reporttype === 'Canceled' ? { cancelqty: String(QUANTITY) } : {}),
      ...{ prctyp, ret: 'DAY', exchordid: isAtExchange ? `24000000${number.slice(-8)}` : '', dscqty: '0' },
      ...(trigger === '' ? {} : { trgprc: trigger }),
      ...(isAtExchange ? { exch_tm: `06-03-2025 ${time}` } : {}),
    };
  });
  const last = frames.at(-1) ?? {};
  const isFilled = last['status'] === 'COMPLETE';
  return {
    name,
    frames,
    ends: {
      status: last['status'] ?? '',
      filled: isFilled ? QUANTITY : 0,
      cancelled: isFilled ? 0 : QUANTITY,
      limit: Number(last['prc']),
    },
  };
};

const FILL = (number: string, price: string): Frame => ({
  ...{ flqty: String(QUANTITY), flprc: price, flid: number.slice(-6), fltm: '06-03-2025 10:30:00' },
  ...{ fillshares: String(QUANTITY), avgprc: price },
});

export const ORDER_STORIES: readonly OrderStory[] = [
  story('a limit order, modified twice, filled', '25030600126583', 'B', '', [
    ['', 'PENDING/NewAck', '25.50'],
    ['', 'PENDING/PendingNew', '25.50'],
    ['09:36:09', 'OPEN/New', '25.50'],
    ['09:36:09', 'PENDING/ModAck', '26.20'],
    ['09:36:09', 'PENDING/PendingReplace', '26.20'],
    ['09:36:35', 'OPEN/Replaced', '26.20'],
    ['09:36:35', 'PENDING/ModAck', '26.60'],
    ['09:36:35', 'PENDING/PendingReplace', '26.60'],
    ['09:36:45', 'OPEN/Replaced', '26.60'],
    ['09:36:45', 'COMPLETE/Fill', '26.60'],
  ]),
  story('a stop, triggered, filled', '25030600129647', 'S', '25.80', [
    ['', 'PENDING/NewAck', '25.70', 'SL-LMT'],
    ['', 'PENDING/PendingNew', '25.70', 'SL-LMT'],
    ['09:37:10', 'TRIGGER_PENDING/TriggerPending', '25.70', 'SL-LMT'],
    ['09:37:10', 'OPEN/INVALID_REPORT_TYPE', '25.70'],
    ['09:37:10', 'COMPLETE/Fill', '25.70'],
  ]),
  story('a limit order, cancelled', '25030600142231', 'B', '', [
    ['', 'PENDING/NewAck', '55.00'],
    ['', 'PENDING/PendingNew', '55.00'],
    ['09:41:14', 'OPEN/New', '55.00'],
    ['09:41:14', 'PENDING/PendingCancel', '55.00'],
    ['09:43:12', 'CANCELED/Canceled', '55.00'],
  ]),
  story('a stop whose trigger was already met', '25030600151212', 'S', '25.90', [
    ['', 'PENDING/NewAck', '25.80', 'SL-LMT'],
    ['', 'PENDING/PendingNew', '25.80', 'SL-LMT'],
    ['09:44:36', 'TRIGGER_PENDING/TriggerPending', '25.80', 'SL-LMT'],
    ['09:44:36', 'OPEN/INVALID_REPORT_TYPE', '25.80'],
    ['09:44:36', 'COMPLETE/Fill', '25.80'],
  ]),
  story('a limit order, modified so that it trades at once', '25030600190624', 'B', '', [
    ['', 'PENDING/NewAck', '59.50'],
    ['', 'PENDING/PendingNew', '59.50'],
    ['09:56:14', 'OPEN/New', '59.50'],
    ['09:56:14', 'PENDING/ModAck', '60.50'],
    ['09:56:14', 'PENDING/PendingReplace', '60.50'],
    ['09:56:18', 'OPEN/Replaced', '60.50'],
    ['09:56:18', 'COMPLETE/Fill', '60.50'],
  ]),
  story('a stop changed to a limit order, filled', '25030600191698', 'S', '57.80', [
    ['', 'PENDING/NewAck', '57.70', 'SL-LMT'],
    ['', 'PENDING/PendingNew', '57.70', 'SL-LMT'],
    ['09:56:42', 'TRIGGER_PENDING/TriggerPending', '57.70', 'SL-LMT'],
    ['09:56:42', 'PENDING/ModAck', '58.50'],
    ['09:56:42', 'PENDING/PendingReplace', '58.50'],
    ['10:00:22', 'OPEN/Replaced', '58.50'],
    ['10:00:22', 'COMPLETE/Fill', '58.50'],
  ]),
  story('a plain limit order', '25030600209999', 'B', '', [
    ['', 'PENDING/NewAck', '61.80'],
    ['', 'PENDING/PendingNew', '61.80'],
    ['10:04:09', 'OPEN/New', '61.80'],
    ['10:04:09', 'COMPLETE/Fill', '61.80'],
  ]),
];

import { type ChargeItems, totalOf } from '../domain/charge-items.js';
import { inRupees } from '../domain/money.js';
import { dateOf } from '../domain/session.js';
import type { ChargeSummary } from './charge-log.js';
import type { ReportChargeItems, ReportCharges } from './report.js';

/** In rupees. */
export const reportCharges = ({ items, notes }: ChargeSummary): ReportCharges => ({
  items: reportItems(items),
  notes: notes.map((note) => ({
    date: dateOf(note.day),
    segment: note.segment,
    orders: note.orders,
    bought: inRupees(note.bought),
    sold: inRupees(note.sold),
    ...reportItems(note.items),
    estimated: inRupees(note.estimated),
  })),
});

const reportItems = (items: ChargeItems): ReportChargeItems => ({
  brokerage: inRupees(items.brokerage),
  exchange: inRupees(items.exchange),
  sebi: inRupees(items.sebi),
  stt: inRupees(items.stt),
  stamp: inRupees(items.stamp),
  gst: inRupees(items.gst),
  total: inRupees(totalOf(items)),
});

import type { ReportChargeItems, ReportNote } from '../../report/report.js';
import { h } from '../shell/element.js';
import { countText, percentText, rupeesText } from '../shell/figure-text.js';
import { type Column, figuresTable, nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import type { Run } from './run.js';

const NAMES: Readonly<Record<Exclude<keyof ReportChargeItems, 'total'>, string>> = {
  brokerage: 'Brokerage',
  exchange: 'Exchange and its fund',
  sebi: 'SEBI',
  stt: 'STT, CTT',
  stamp: 'Stamp duty',
  gst: 'GST',
};

/** What trading cost, by who took it. */
export const costsSection = ({ page: { report } }: Run): Section => {
  const { items, notes } = report.charges;
  const id = 'costs';
  const title = 'Costs';
  if (items.total === 0) return { id, title, content: [nothing('Nothing was charged.')] };
  const rows = [
    ...Object.entries(NAMES).map(([item, name]) => [name, items[item as keyof typeof NAMES]] as const),
    ['All', items.total] as const,
  ];
  return {
    id,
    title,
    content: [
      figuresTable(
        'Costs by who took them',
        [
          { title: 'To', cell: ([name]) => name, isText: true },
          { title: 'Rupees', cell: ([, rupees]) => rupeesText(rupees, 2) },
          { title: 'Share', cell: ([, rupees]) => percentText(rupees / items.total, 1) },
        ],
        rows,
      ),
      ...(notes.length === 0
        ? []
        : [h('h3', {}, 'Contract notes'), figuresTable('Contract notes', NOTES, notes.slice(-NOTES_SHOWN))]),
      notes.length <= NOTES_SHOWN
        ? undefined
        : h(
            'p',
            { class: 'notice' },
            `The last ${countText(NOTES_SHOWN)} of ${countText(notes.length)}; all are in report.json.`,
          ),
    ],
  };
};

const NOTES_SHOWN = 60;
const NOTES: readonly Column<ReportNote>[] = [
  { title: 'Date', cell: ({ date }) => date, isText: true },
  { title: 'Segment', cell: ({ segment }) => segment, isText: true },
  { title: 'Orders', cell: ({ orders }) => countText(orders) },
  { title: 'Bought', cell: ({ bought }) => rupeesText(bought) },
  { title: 'Sold', cell: ({ sold }) => rupeesText(sold) },
  { title: 'On the note', cell: ({ total }) => rupeesText(total, 2) },
  { title: 'Estimated', cell: ({ estimated }) => rupeesText(estimated, 2) },
];

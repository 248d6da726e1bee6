import type { ReportFile, ReportQuality, ReportToken } from '../../report/report.js';
import { h } from '../shell/element.js';
import { countText } from '../shell/figure-text.js';
import { type Column, figuresTable, nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import type { Run } from './run.js';

/** What ticks tell of the market, and so how orders could be filled. */
const GRADES: Readonly<Record<ReportToken['grade'], string>> = {
  none: 'no prices',
  last: 'trades alone: the spread is guessed',
  touchline: 'best bid and ask',
  depth: 'levels of the book',
  bars: 'the path within them is guessed',
};

const HOURS_SHOWN = 200;

/** What the run rests on: files, ticks, and what was odd about them. */
export const dataSection = ({ page: { report } }: Run): Section => {
  const { data, counts } = report;
  const flags = Object.entries(data.flags).filter(([, times]) => times > 0);
  const oddities: readonly (readonly [string, number])[] = [
    ...flags.map(([flag, times]) => [`ticks flagged ${flag}`, times] as const),
    ['ticks dropped for a flag', data.dropped],
    ['messages refused: malformed', counts.malformed],
    ['updates without a snapshot, ignored', counts.noSnapshot],
    ['rows that could not be read', data.skipped],
  ];
  const odd = oddities.filter(([, times]) => times > 0);
  return {
    id: 'data',
    title: 'Data',
    lead: `${countText(data.ticks)} ticks of ${countText(data.rows)} rows.`,
    content: [
      figuresTable('Instruments', TOKENS, data.tokens),
      h('h3', {}, 'What was odd'),
      odd.length === 0
        ? nothing('Nothing was odd about the data.')
        : figuresTable(
            'What was odd about the data',
            [
              { title: 'What', cell: ([what]) => what, isText: true },
              { title: 'Times', cell: ([, times]) => countText(times) },
            ],
            odd,
          ),
      ...(data.quality.length === 0
        ? []
        : [
            h('h3', {}, 'Where'),
            figuresTable('Hours in which something was odd', HOURS, data.quality.slice(0, HOURS_SHOWN)),
          ]),
      data.quality.length <= HOURS_SHOWN
        ? undefined
        : h(
            'p',
            { class: 'notice' },
            `The first ${HOURS_SHOWN} of ${countText(data.quality.length)} hours; all are in report.json.`,
          ),
      h('h3', {}, 'Files'),
      figuresTable('Files', FILES, data.files),
    ],
  };
};

const TOKENS: readonly Column<ReportToken>[] = [
  { title: 'Instrument', cell: ({ instrument }) => instrument, isText: true },
  { title: 'Token', cell: ({ token }) => token, isText: true },
  { title: 'Grade', cell: ({ grade }) => `${grade}: ${GRADES[grade]}`, isText: true },
  { title: 'Ticks', cell: ({ ticks }) => countText(ticks) },
];

const HOURS: readonly Column<ReportQuality>[] = [
  { title: 'Hour, IST', cell: ({ hour }) => hour.slice(0, 16).replace('T', ' '), isText: true },
  { title: 'Instrument', cell: ({ instrument }) => instrument, isText: true },
  {
    title: 'Flags',
    cell: ({ flags }) =>
      Object.entries(flags)
        .map(([flag, times]) => `${flag} ${countText(times)}`)
        .join(', '),
    isText: true,
  },
  { title: 'Dropped', cell: ({ dropped }) => countText(dropped) },
];

const FILES: readonly Column<ReportFile>[] = [
  { title: 'File', cell: ({ path }) => path, isText: true },
  { title: 'Format', cell: ({ format, shape }) => `${format}, ${shape}`, isText: true },
  { title: 'Bytes', cell: ({ bytes }) => countText(bytes) },
  { title: 'Read as', cell: ({ mapping }) => mapping, isText: true },
];

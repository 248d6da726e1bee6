import { h } from '../shell/element.js';
import { countText, decimalText, NONE } from '../shell/figure-text.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { istDate, istTimeMs } from '../shell/ist.js';
import { type LongColumn, longTable } from '../tables/long-table.js';
import { keptText } from './kept-text.js';
import { leftOut } from './left-out.js';
import type { PageDecision } from '../../report/page/report-page.js';
import type { Run } from './run.js';
import { withoutSame } from './without-same.js';

/** A decision as the table has it, with names for places. */
interface Row extends PageDecision {
  /** Its place among all. */
  readonly place: number;
  readonly strategyName: string;
  readonly instrument: string;
  /** What became of it, in a word. */
  readonly outcome: string;
  readonly wanted: string;
}

const COLUMNS: readonly LongColumn<Row>[] = [
  { field: 'at', title: 'When, IST', text: ({ at }) => `${istDate(at)} ${istTimeMs(at)}`, widthPx: 215 },
  { field: 'instrument', title: 'Instrument', text: ({ instrument }) => instrument, widthPx: 175 },
  { field: 'strategyName', title: 'Strategy', text: ({ strategyName }) => strategyName, widthPx: 140 },
  {
    field: 'wanted',
    title: 'Wanted',
    text: ({ wanted }) => wanted,
    tone: ({ side }) => (side === 'BUY' ? 'gain' : side === 'SELL' ? 'loss' : undefined),
    widthPx: 240,
  },
  { field: 'last', title: 'Last', text: ({ last }) => decimalText(last, 2), widthPx: 105, isFigure: true },
  { field: 'outcome', title: 'Outcome', text: ({ outcome }) => outcome, widthPx: 190, isResult: true },
  { field: 'reason', title: 'Reason', text: ({ reason }) => reason ?? NONE, widthPx: 220 },
  { field: 'seq', title: 'Entry', text: ({ seq }) => countText(seq), widthPx: 115, isFigure: true },
];

/** Every decision; one that is opened tells what it was made of and what came of it. */
export const decisionsSection = (run: Run, onDecision: (place: number) => void): Section => {
  const id = 'decisions';
  const title = 'Decisions';
  const { decisions } = run;
  if (decisions.length === 0) return { id, title, content: [nothing('No strategy wanted anything.')] };
  return {
    id,
    title,
    lead: 'What strategies wanted, whether it was allowed, and what came of it. One that is opened tells what the strategy saw and the state it had come to.',
    content: [
      longTable<Row>({
        of: 'decisions',
        count: decisions.length,
        rows: () =>
          decisions.rows().map((decision, place) => ({
            ...decision,
            place,
            strategyName: run.strategyName(decision.strategy),
            instrument: run.instrumentName(decision.token),
            outcome: outcomeOf(decision),
            wanted: wantedText(decision),
          })),
        columns: withoutSame(COLUMNS, run),
        choices: [
          { label: 'Strategy', of: ({ strategyName }) => strategyName },
          { label: 'Instrument', of: ({ instrument }) => instrument },
          { label: 'Action', of: ({ action }) => action },
          { label: 'Side', of: ({ side }) => side ?? '' },
          { label: 'Outcome', of: ({ outcome }) => outcome },
        ],
        sortedBy: 'at',
        onOpen: ({ place }) => onDecision(place),
      }),
      leftOut('decisions', decisions, 'decisions.ndjson'),
      notice(reasonsText(run.page.reasonsLeftOut)),
      notice(keptText(run.page.detailed)),
    ],
  };
};

/** `BUY 65 LIMIT 26,250.00`. */
export const wantedText = ({ action, side, quantity, type, limit, trigger }: PageDecision): string => {
  const prices = [
    limit === null ? undefined : decimalText(limit, 2),
    trigger === null ? undefined : `at ${decimalText(trigger, 2)}`,
  ];
  const terms = [side, quantity === null ? undefined : countText(quantity), type, ...prices];
  return [action === 'Submit' ? undefined : action, ...terms]
    .filter((part) => part !== undefined && part !== null)
    .join(' ');
};

/** What became of a decision, in a word. */
export const outcomeOf = ({ verdict, rule, state, action }: PageDecision): string => {
  if (verdict === 'refused') return `refused by ${rule ?? 'a rule'}`;
  if (verdict === null) return 'not judged';
  return action === 'Submit' ? (state ?? 'sent') : 'allowed';
};

const reasonsText = (leftOut: number): string | undefined =>
  leftOut === 0
    ? undefined
    : `Reasons of ${countText(leftOut)} decisions are left out: there are too many different ones.`;

const notice = (text: string | undefined): HTMLElement | undefined =>
  text === undefined ? undefined : h('p', { class: 'notice', role: 'note' }, text);

import { countText, decimalText, NONE } from '../shell/figure-text.js';
import { nothing } from '../shell/figures-table.js';
import type { Section } from '../shell/frame.js';
import { istDate, istTimeMs } from '../shell/ist.js';
import { type LongColumn, longTable } from '../tables/long-table.js';
import { leftOut } from './left-out.js';
import type { DecisionRow, Run } from './run.js';

/** A decision as the table has it, with names for places. */
interface Row extends DecisionRow {
  readonly strategyName: string;
  readonly instrument: string;
  /** What became of it, in a word. */
  readonly outcome: string;
  readonly wanted: string;
}

const COLUMNS: readonly LongColumn<Row>[] = [
  { field: 'at', title: 'When, IST', text: ({ at }) => `${istDate(at)} ${istTimeMs(at)}`, widthPx: 200 },
  { field: 'instrument', title: 'Instrument', text: ({ instrument }) => instrument, widthPx: 175 },
  { field: 'strategyName', title: 'Strategy', text: ({ strategyName }) => strategyName, widthPx: 110 },
  {
    field: 'wanted',
    title: 'Wanted',
    text: ({ wanted }) => wanted,
    tone: ({ side }) => (side === 'BUY' ? 'gain' : side === 'SELL' ? 'loss' : undefined),
    widthPx: 190,
  },
  { field: 'last', title: 'Last', text: ({ last }) => decimalText(last, 2), widthPx: 105, isFigure: true },
  { field: 'outcome', title: 'Outcome', text: ({ outcome }) => outcome, widthPx: 150 },
  { field: 'reason', title: 'Reason', text: ({ reason }) => reason ?? NONE, widthPx: 220 },
  { field: 'seq', title: 'Entry', text: ({ seq }) => countText(seq), widthPx: 90, isFigure: true },
];

/** Every decision; one that is opened tells what it was made of and what came of it. */
export const decisionsSection = (run: Run, onDecision: (place: number) => void): Section => {
  const id = 'decisions';
  const title = 'Decisions';
  const { decisions, page } = run;
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
          decisions.map((decision) => ({
            ...decision,
            strategyName: run.strategyName(decision.strategy),
            instrument: run.instrumentName(decision.token),
            outcome: outcomeOf(run, decision),
            wanted: wantedText(decision),
          })),
        columns: COLUMNS,
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
      leftOut('decisions', decisions.length, page.decisions.count, 'decisions.ndjson'),
    ],
  };
};

/** `BUY 65 LIMIT 26,250.00`. */
export const wantedText = ({ action, side, quantity, type, limit, trigger }: DecisionRow): string => {
  const prices = [
    limit === null ? undefined : decimalText(limit, 2),
    trigger === null ? undefined : `at ${decimalText(trigger, 2)}`,
  ];
  const terms = [side, quantity === null ? undefined : countText(quantity), type, ...prices];
  return [action === 'Submit' ? undefined : action, ...terms]
    .filter((part) => part !== undefined && part !== null)
    .join(' ');
};

const outcomeOf = ({ orders }: Run, { verdict, rule, orderId, action }: DecisionRow): string => {
  if (verdict === 'refused') return `refused by ${rule ?? 'a rule'}`;
  if (verdict === null) return 'not judged';
  return action === 'Submit' ? (orders.get(orderId)?.state ?? 'sent') : 'allowed';
};

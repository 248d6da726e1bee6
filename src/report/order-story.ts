import type { ApprovedEntry, Decision, Entry } from '../domain/entry.js';
import type { Fill } from '../domain/fill.js';
import type { Instrument } from '../domain/instrument.js';
import { isFinal, type Order } from '../domain/order.js';
import type { EpochMs } from '../domain/time.js';
import { chargesText } from './charges-text.js';
import { priceText } from './figure-text.js';
import { fillEffectText } from './fill-effect-text.js';
import { intentText } from './intent-text.js';
import { seenLines } from './seen-lines.js';
import { stateText } from './state-text.js';

/** A row of an order's chain: an entry of the belt, or what the journal says of it. */
export type StoryRow =
  | { readonly kind: 'entry'; readonly row: number; readonly entry: Entry }
  | { readonly kind: 'durable'; readonly row: number; readonly seq: number; readonly ms: number }
  | { readonly kind: 'unsent'; readonly row: number; readonly seq: number; readonly reason: string };

/** One thing that happened to an order: when, what in a word, and in full, a line each. */
export interface StoryStep {
  readonly at: EpochMs;
  readonly what: string;
  readonly lines: readonly string[];
}

/** An execution, and the row that tells of it. */
export interface FillRow {
  readonly row: number;
  readonly fill: Fill;
}

/** What an order's chain is told with. */
export interface StoryContext {
  readonly instrument: Instrument;
  /** All that the strategy executed on the token, by row of the journal. */
  readonly fills: readonly FillRow[];
}

/** The chain of an order as a story: what was seen, thought, decided, allowed, sent, and what came of it. */
export const orderStory = (
  rows: readonly StoryRow[],
  { instrument, fills }: StoryContext,
): readonly StoryStep[] =>
  rows.flatMap((row): readonly StoryStep[] => {
    if (row.kind !== 'entry') return [];
    const { entry } = row;
    const step = (what: string, ...lines: readonly string[]): StoryStep => ({ at: entry.at, what, lines });
    switch (entry.kind) {
      case 'Decision':
        return [step('saw', ...seenLines(entry.event, instrument)), ...thought(entry, step)];
      case 'Approved':
        return [step('risk', passedText(entry, rows))];
      case 'Refused':
        return [step('risk', `REFUSED by ${entry.refusal.rule}: ${entry.refusal.message}`)];
      case 'OrderSent':
      case 'ModifySent':
      case 'CancelSent':
        return [step(SENT[entry.kind], sentText(entry.seq, row.row, rows))];
      case 'UnexpectedUpdate':
        return [step('unexpected', `an answer changed nothing: ${entry.why.message}`)];
      case 'OrderUpdate': {
        if (entry.fill === undefined) return [step(...updateOf(entry.order, entry.change, entry.reason))];
        const before = fills.filter((one) => one.row < row.row).map(({ fill }) => fill);
        return [
          step('filled', fillText(entry.fill, entry.order, instrument)),
          step('charges', chargesText(entry.fill.items)),
          step('position', ...fillEffectText(before, entry.fill, instrument)),
        ];
      }
      default:
        return [];
    }
  });

const SENT = { OrderSent: 'sent', ModifySent: 'sent terms', CancelSent: 'sent cancel' } as const;

/** Cancellations, and what is done in a strategy's name, are not asked past the rules. */
const passedText = ({ action, cause }: ApprovedEntry, rows: readonly StoryRow[]): string => {
  if (action === 'Cancel') return 'passed, as every cancellation does';
  const isObeying = rows.some(
    (row) =>
      row.kind === 'entry' &&
      row.entry.kind === 'Decision' &&
      row.entry.seq === cause &&
      row.entry.obeys !== undefined,
  );
  return isObeying ? 'passed switches, halts and rules, since it closes what is held' : 'every rule agreed';
};

const thought = (
  { state, intent, obeys }: Decision,
  step: (what: string, ...lines: readonly string[]) => StoryStep,
): readonly StoryStep[] =>
  obeys === undefined
    ? [step('thought', ...stateText(state)), step('decided', intentText(intent))]
    : [step('decided', `${intentText(intent)}, obeying ${obeys}`)];

const sentText = (seq: number, row: number, rows: readonly StoryRow[]): string => {
  const said = rows.find((one) => one.kind !== 'entry' && one.seq === seq);
  if (said?.kind === 'unsent') return `NOT SENT: it could not be journaled: ${said.reason}`;
  return said?.kind === 'durable'
    ? `on the disk as row ${row} first, which took ${said.ms.toFixed(2)} ms`
    : `row ${row} of the journal`;
};

const updateOf = (
  order: Order,
  change: string,
  reason: string | undefined,
): [what: string, ...lines: string[]] => {
  if (order.state === 'Refused') return ['told', 'the strategy heard that it was refused'];
  return [
    isFinal(order.state) ? order.state.toUpperCase() : lowered(change),
    reason ??
      (order.filled === 0
        ? `now ${order.state}`
        : `now ${order.state}, ${order.filled} of ${order.quantity} executed`),
  ];
};

const lowered = (change: string): string => change.replace(/(?<!^)[A-Z]/g, ' $&').toLowerCase();

const fillText = (fill: Fill, order: Order, instrument: Instrument): string => {
  const { side, quantity, price, against, id } = fill;
  const whole = order.filled === order.quantity ? 'whole' : `${order.filled} of ${order.quantity}`;
  const tick = against === undefined ? '' : `, against tick ${against}`;
  return `${side} ${quantity} at ${priceText(price, instrument)} (${whole}${tick}, execution ${id})`;
};

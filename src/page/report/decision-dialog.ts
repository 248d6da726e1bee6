import { type Content, h } from '../shell/element.js';
import { countText, decimalText, rupeesText } from '../shell/figure-text.js';
import { istDate, istTimeMs } from '../shell/ist.js';
import { wantedText } from './decisions-section.js';
import type { DecisionRow, Run } from './run.js';

/** A line of decisions.ndjson, as far as it is shown. */
interface Detail {
  readonly saw: Readonly<Record<string, unknown>>;
  readonly state: unknown;
  readonly risk: {
    readonly verdict: string;
    readonly rule: string | null;
    readonly limit: number | null;
    readonly actual: number | null;
    readonly unit: string | null;
    readonly message: string | null;
  } | null;
  readonly cause: readonly number[];
}

/** Opens a decision over the page: what was seen, the state it led to, the verdict, and the order's story. */
export const openDecision = (run: Run, place: number): void => {
  const decision = run.decisions[place];
  if (decision === undefined) return;
  const close = h('button', { type: 'button', click: () => dialog.close() }, 'Close');
  const dialog = h(
    'dialog',
    { class: 'decision', 'aria-labelledby': 'decision-title' },
    h('header', {}, h('h2', { id: 'decision-title' }, wantedText(decision)), close),
    h(
      'p',
      { class: 'lead' },
      [
        `${istDate(decision.at)} ${istTimeMs(decision.at)} IST`,
        run.strategyName(decision.strategy),
        run.instrumentName(decision.token),
        `entry ${countText(decision.seq)}`,
      ].join(' · '),
    ),
    decision.reason === null ? undefined : h('blockquote', {}, decision.reason),
    ...detailsOf(run, decision),
    part('The order', ...storyOf(run, decision)),
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
  document.body.append(dialog);
  dialog.showModal();
};

const detailsOf = ({ page }: Run, { place }: DecisionRow): readonly Content[] => {
  const line = page.details[place];
  if (line === undefined)
    return [
      h(
        'p',
        { class: 'notice', role: 'note' },
        `What it was made of is kept of the first ${countText(page.details.length)} decisions; decisions.ndjson of a run with --out has all.`,
      ),
    ];
  const { saw, state, risk, cause } = JSON.parse(line) as Detail;
  return [
    part('Verdict', ...verdictOf(risk)),
    h(
      'div',
      { class: 'pair' },
      part('What it saw', fields(saw)),
      part('State it came to', fieldsOrText(state)),
    ),
    h('p', { class: 'notice' }, `Entries of the belt: ${cause.map((seq) => countText(seq)).join(' → ')}`),
  ];
};

const verdictOf = (risk: Detail['risk']): readonly Content[] => {
  if (risk === null) return [h('p', {}, 'The run ended before there was one.')];
  if (risk.verdict === 'approved') return [h('p', {}, 'Allowed.')];
  const { rule, limit, actual, unit, message } = risk;
  return [
    h('p', { class: 'loss' }, `Refused by ${rule ?? ''}: ${message ?? ''}`),
    fields({ limit, actual, unit }),
  ];
};

const storyOf = (
  { orders, updatesOf, decisionsOf }: Run,
  { orderId, seq }: DecisionRow,
): readonly Content[] => {
  const order = orders.get(orderId);
  const others = (decisionsOf.get(orderId) ?? []).filter((one) => one.seq !== seq);
  const steps = [
    ...(updatesOf.get(orderId) ?? []).map((update) => ({
      at: update.at,
      what:
        update.price === null
          ? `${update.change}: now ${update.state}${update.reason === null ? '' : `, ${update.reason}`}`
          : `${update.change}: ${countText(update.quantity)} at ${decimalText(update.price, 2)}, costs ${rupeesText(update.charges, 2)}`,
    })),
    ...others.map((one) => ({
      at: one.at,
      what: `${one.action} was decided${one.reason === null ? '' : `: ${one.reason}`}`,
    })),
  ].sort((a, b) => a.at - b.at);
  return [
    order === undefined
      ? h('p', {}, h('code', {}, orderId))
      : h(
          'p',
          {},
          h('code', {}, orderId),
          ` ended ${order.state}: ${countText(order.filled)} of ${countText(order.quantity)} executed`,
          order.averagePrice === null ? '' : ` at ${decimalText(order.averagePrice, 2)}`,
          order.reason === null ? '' : `, ${order.reason}`,
        ),
    h(
      'ol',
      { class: 'story' },
      ...steps.map(({ at, what }) => h('li', {}, h('time', {}, istTimeMs(at)), h('span', {}, what))),
    ),
  ];
};

const part = (title: string, ...content: readonly Content[]): HTMLElement =>
  h('div', { class: 'part' }, h('h3', {}, title), ...content);

const fieldsOrText = (value: unknown): HTMLElement =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? fields(value as Readonly<Record<string, unknown>>)
    : h('pre', {}, JSON.stringify(value, null, 2));

const fields = (values: Readonly<Record<string, unknown>>): HTMLElement =>
  h(
    'dl',
    { class: 'fields' },
    ...Object.entries(values).flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, valueOf(value))]),
  );

const valueOf = (value: unknown): Content => {
  if (typeof value === 'number') return value.toLocaleString('en-IN', { maximumFractionDigits: 6 });
  if (typeof value === 'string') return value;
  return h('pre', {}, JSON.stringify(value, null, 1));
};

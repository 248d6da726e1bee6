import type { PageDecision, PageDetail, PageStep } from '../../report/page/report-page.js';
import { type Content, h } from '../shell/element.js';
import { countText, decimalText, rupeesText } from '../shell/figure-text.js';
import { istDate, istTimeMs } from '../shell/ist.js';
import { keptText } from './kept-text.js';
import { outcomeOf, wantedText } from './decisions-section.js';
import type { Run } from './run.js';

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
export const openDecision = async (run: Run, place: number): Promise<void> => {
  const decision = run.decisions.row(place);
  if (decision === undefined) return;
  const details = await run.details();
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
    ...contentOf(run, details, decision, place),
  );
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close(); // beside it
  });
  document.body.append(dialog);
  dialog.showModal();
};

const contentOf = (
  run: Run,
  details: readonly PageDetail[],
  decision: PageDecision,
  place: number,
): readonly Content[] => {
  const detail = details.find(({ decisions }) => decisions.some((one) => one.place === place));
  const line = detail?.decisions.find((one) => one.place === place)?.line;
  if (detail === undefined || line === undefined)
    return [
      part('Outcome', h('p', {}, outcomeOf(decision))),
      part('The order', h('p', {}, h('code', {}, decision.orderId)), stepsList(executionsOf(run, place))),
      h('p', { class: 'notice', role: 'note' }, keptText(run.page.detailed)),
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
    part('The order', ...storyOf(run, detail, place)),
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
  { decisions }: Run,
  { orderId, order, steps, decisions: own }: PageDetail,
  place: number,
): readonly Content[] => {
  const others = own.flatMap((one) => {
    const decision = one.place === place ? undefined : decisions.row(one.place);
    return decision === undefined ? [] : [decision];
  });
  const told: readonly Told[] = [
    ...steps.map((step) => ({
      at: step.at,
      what:
        step.price === null
          ? `${step.change}: now ${step.state}${step.reason === null ? '' : `, ${step.reason}`}`
          : `${step.change}: ${executionText(step)}`,
    })),
    ...others.map(({ at, action, reason }) => ({
      at,
      what: `${action} was decided${reason === null ? '' : `: ${reason}`}`,
    })),
  ];
  return [
    order === null
      ? h('p', {}, h('code', {}, orderId))
      : h(
          'p',
          {},
          h('code', {}, orderId),
          ` ended ${order.state}: ${countText(order.filled)} of ${countText(order.quantity)} executed`,
          order.averagePrice === null ? '' : ` at ${decimalText(order.averagePrice, 2)}`,
          order.reason === null ? '' : `, ${order.reason}`,
        ),
    stepsList([...told].sort((a, b) => a.at - b.at)),
  ];
};

/** What happened to an order at a moment. */
interface Told {
  readonly at: number;
  readonly what: string;
}

const stepsList = (told: readonly Told[]): HTMLElement =>
  h(
    'ol',
    { class: 'story' },
    ...told.map(({ at, what }) => h('li', {}, h('time', {}, istTimeMs(at)), h('span', {}, what))),
  );

/** What was executed of the order that a decision made. */
const executionsOf = ({ fills }: Run, place: number): readonly Told[] =>
  fills.column('decision').flatMap((decision, i) => {
    const fill = decision === place ? fills.row(i) : undefined;
    return fill === undefined ? [] : [{ at: fill.at, what: `Executed: ${executionText(fill)}` }];
  });

const executionText = ({
  quantity,
  price,
  charges,
}: Pick<PageStep, 'quantity' | 'price' | 'charges'>): string =>
  `${countText(quantity)} at ${decimalText(price, 2)}, costs ${rupeesText(charges, 2)}`;

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

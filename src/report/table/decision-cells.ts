import { type Cell, type TableShape, tableShape } from './table-shape.js';

/** A row for each decision: a line of `decisions.ndjson`, laid flat; `saw` and `state` are JSON as they stand there. */
export const DECISIONS: TableShape = tableShape('decisions', {
  at: 'time',
  seq: 'integer',
  cause: 'integer',
  strategy: 'text',
  token: 'text',
  instrument: 'text',
  event: 'text',
  last: 'number',
  bid: 'number',
  ask: 'number',
  wanted: 'text',
  orderId: 'text',
  side: 'text',
  quantity: 'integer',
  type: 'text',
  limit: 'number',
  trigger: 'number',
  validity: 'text',
  product: 'text',
  disclosed: 'integer',
  reason: 'text',
  verdict: 'text',
  rule: 'text',
  ruleLimit: 'number',
  ruleActual: 'number',
  ruleUnit: 'text',
  message: 'text',
  verdictSeq: 'integer',
  sentSeq: 'integer',
  saw: 'text',
  state: 'text',
});

type Json = Readonly<Record<string, unknown>>;

/** The cells of one line of `decisions.ndjson`, parsed; a time is still its text. What is not there is null. */
export const decisionCells = (line: Json): readonly Cell[] => {
  const saw = objectOf(line['saw']);
  const wanted = objectOf(line['wanted']);
  const risk = objectOf(line['risk']);
  // a modification's terms are in its change
  const terms: Json = { ...wanted, ...objectOf(wanted['change']) };
  const [cause, , verdictSeq, sentSeq] = Array.isArray(line['cause']) ? (line['cause'] as unknown[]) : [];
  const cells: Readonly<Record<string, unknown>> = {
    at: line['at'],
    seq: line['seq'],
    cause,
    strategy: line['strategy'],
    token: line['token'],
    instrument: line['instrument'],
    event: saw['kind'],
    last: saw['last'],
    bid: saw['bid'],
    ask: saw['ask'],
    wanted: wanted['kind'],
    orderId: line['orderId'],
    side: terms['side'],
    quantity: terms['quantity'],
    type: terms['type'],
    limit: terms['limit'],
    trigger: terms['trigger'],
    validity: terms['validity'],
    product: terms['product'],
    disclosed: terms['disclosed'],
    reason: wanted['reason'],
    verdict: risk['verdict'],
    rule: risk['rule'],
    ruleLimit: risk['limit'],
    ruleActual: risk['actual'],
    ruleUnit: risk['unit'],
    message: risk['message'],
    verdictSeq,
    sentSeq,
    saw: JSON.stringify(saw),
    state: JSON.stringify(line['state'] ?? null),
  };
  return DECISIONS.columns.map(([name]) => cellOf(cells[name]));
};

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};

const cellOf = (value: unknown): Cell =>
  typeof value === 'string' || typeof value === 'number' ? value : null;

import { clientIdsOf } from '../../../src/adapter/noren/broker/client-id.js';
import { heardBroker } from '../../../src/adapter/live/heard-broker.js';
import type { Entry } from '../../../src/domain/entry.js';
import type { Order } from '../../../src/domain/order.js';
import { RunDigest } from '../../../src/report/run-digest.js';
import { replaySession } from '../../../src/run/replay-session.js';
import { firstDifference } from '../live/live-run.js';
import { AS_IT_COMES } from '../storm/storm-run.js';
import type { Row } from './person.js';
import { SESSION } from './life.js';
import type { OrderStormRun } from './end-life.js';

/** What of the laws `run` breaks, in words; nothing where it keeps them all. */
export const broken = async (run: OrderStormRun): Promise<readonly string[]> => [
  ...(run.isSettled ? [] : ['an answer is still due long after the faults have stopped']),
  ...(run.differences === 0 ? [] : [`${run.differences} differences are left after all has settled`]),
  ...placementFaults(run),
  ...orderFaults(run),
  ...positionFaults(run),
  ...(await replayFaults(run)),
];

const ids = clientIdsOf(SESSION);

/** No client id is in the broker's book twice, and none that nobody sent. */
const placementFaults = ({ orders, entries }: OrderStormRun): readonly string[] => {
  const sent = new Set(
    entries.flatMap((entry) => (entry.kind === 'OrderSent' ? [ids.of(entry.order.id)] : [])),
  );
  const ours = orders.flatMap(({ remarks = '' }) => (remarks.startsWith('rx') ? [remarks] : []));
  return [
    ...ours.filter((mark, i) => ours.indexOf(mark) !== i).map((mark) => `${mark} was placed twice`),
    ...ours.filter((mark) => !sent.has(mark)).map((mark) => `nobody sent ${mark}`),
  ];
};

/** Our orders as the belt has them in the end: those that were sent. */
const ordersOf = (entries: readonly Entry[]): readonly Order[] => {
  const last = new Map<string, Order>();
  for (const entry of entries)
    if (entry.kind === 'OrderSent' || (entry.kind === 'OrderUpdate' && last.has(entry.order.id)))
      last.set(entry.order.id, entry.order);
  return [...last.values()];
};

const orderFaults = ({ orders: rows, trades, entries }: OrderStormRun): readonly string[] =>
  ordersOf(entries).flatMap((order) => {
    const row = rows.find(({ remarks }) => remarks === ids.of(order.id));
    const here = standingHere(order, entries);
    const there = standingThere(row, trades, order.limit !== undefined);
    return isSame(here, there) ? [] : [`${order.id} is here ${textOf(here)}, and there ${textOf(there)}`];
  });

const STATES: Readonly<Record<string, string>> = {
  TriggerPending: 'TRIGGER_PENDING',
  Open: 'OPEN',
  PartiallyFilled: 'OPEN',
  Filled: 'COMPLETE',
  Cancelled: 'CANCELED',
  Rejected: 'REJECTED',
};

const RESTING: ReadonlySet<string> = new Set(['OPEN', 'TRIGGER_PENDING']);

const standingHere = (order: Order, entries: readonly Entry[]): Standing => {
  const fills = entries.flatMap((entry) =>
    entry.kind === 'OrderUpdate' && entry.order.id === order.id ? (entry.fill ?? []) : [],
  );
  const status = STATES[order.state] ?? order.state;
  const isGone = order.filled === 0 && (status === 'REJECTED' || status === 'CANCELED');
  if (isGone) return OVER;
  return standingOf(
    status,
    order.quantity,
    fills.map(({ quantity, price }) => [quantity, price]),
    RESTING.has(status) ? order.limit : undefined,
    status === 'TRIGGER_PENDING' ? order.trigger : undefined,
  );
};

/** One that never came there is over, too. */
const standingThere = (row: Row | undefined, trades: readonly Row[], hasLimit: boolean): Standing => {
  if (row === undefined) return OVER;
  const { status = '', qty, prc, trgprc, norenordno, fillshares = '0' } = row;
  const isGone = fillshares === '0' && (status === 'REJECTED' || status === 'CANCELED');
  const own = trades.filter((trade) => trade['norenordno'] === norenordno);
  if (isGone) return OVER;
  return standingOf(
    status,
    Number(qty),
    own.map(({ flqty, flprc }) => [Number(flqty), Number(flprc)]),
    RESTING.has(status) && hasLimit ? Number(prc) : undefined, // at market it has a limit to protect it
    status === 'TRIGGER_PENDING' ? Number(trgprc) : undefined,
  );
};

/** How an order stands; the average is of its executions, 0 without one. */
interface Standing {
  readonly text: string;
  readonly average: number;
}

const OVER: Standing = { text: 'over without a trade', average: 0 };

const standingOf = (
  state: string,
  quantity: number,
  fills: readonly (readonly [quantity: number, price: number])[],
  limit: number | undefined,
  trigger: number | undefined,
): Standing => {
  const filled = fills.reduce((sum, [units]) => sum + units, 0);
  const value = fills.reduce((sum, [units, price]) => sum + units * price, 0);
  const price = limit === undefined ? '' : ` at ${limit}`;
  return {
    text: `${state}, ${filled} of ${quantity} executed${price}${trigger === undefined ? '' : ` from ${trigger}`}`,
    average: filled === 0 ? 0 : value / filled,
  };
};

/** What was told as a total has the broker's average, which is rounded to a ten-thousandth. */
const ROUNDED = 1e-4;

const isSame = (here: Standing, there: Standing): boolean =>
  here.text === there.text && Math.abs(here.average - there.average) <= ROUNDED;

const textOf = ({ text, average }: Standing): string =>
  average === 0 ? text : `${text} for ${average.toFixed(5)}`;

const positionFaults = ({ positions, entries, trades, orders }: OrderStormRun): readonly string[] => {
  const held = new Map<string, number>();
  for (const entry of entries) {
    if (entry.kind !== 'OrderUpdate' || entry.fill === undefined) continue;
    const { token, side, quantity } = entry.fill;
    held.set(token, (held.get(token) ?? 0) + (side === 'BUY' ? quantity : -quantity));
  }
  const ours = new Set(
    orders.flatMap(({ remarks = '', norenordno }) => (remarks.startsWith('rx') ? [norenordno] : [])),
  );
  const there = new Map<string, number>();
  for (const { exch, token, prd, netqty } of positions)
    if (prd === 'I') there.set(`${exch}|${token}`, Number(netqty)); // what a person trades is of another product
  const all = new Set([...held.keys(), ...there.keys()]);
  return [...all].flatMap((token) => {
    const [here, broker] = [held.get(token) ?? 0, there.get(token) ?? 0];
    const count = trades.filter(({ norenordno }) => ours.has(norenordno)).length;
    return here === broker
      ? []
      : [`${token}: we hold ${here}, the broker says ${broker} after ${count} trades`];
  });
};

const replayFaults = async (run: OrderStormRun): Promise<readonly string[]> => {
  const { pipeline, startAt, inputs, result } = run;
  const entries: Entry[] = [];
  const digest = new RunDigest();
  await replaySession(
    pipeline,
    (async function* () {
      yield inputs;
    })(),
    {
      ...{ startAt, endAt: result.endAt, quality: AS_IT_COMES },
      broker: (_, heard$) => heardBroker(heard$),
      readers: [(entry) => entries.push(entry), (entry) => digest.take(entry)],
    },
  );
  const difference = firstDifference({ entries, digest: digest.hex() }, run);
  if (difference !== undefined) return [`the replay differs: ${difference[0]} in place of ${difference[1]}`];
  return digest.hex() === run.digest ? [] : ['the replay has another digest'];
};

import type { PageUpdate } from '../../report/page/report-page.js';
import type { Leg, Level, Mark, Marks } from '../charts/marks.js';
import type { Run } from './run.js';

/** What is drawn over the prices of the token at `place`. */
export const marksOf = (run: Run, place: number): Marks => {
  const instrument = run.instrumentName(place);
  return {
    marks: [...signalsOf(run, place), ...fillsOf(run, place)],
    levels: levelsOf(run, place),
    legs: run.trades
      .filter((trade) => trade.instrument === instrument)
      .map((trade): Leg => ({
        from: trade.openedMs,
        entry: trade.entryPrice,
        to: trade.closedMs,
        exit: trade.exitPrice,
        isGain: trade.netPnl >= 0,
      })),
  };
};

/** Where a strategy wanted to trade: at the order's own price, else at the last one that was known. */
const signalsOf = ({ decisions }: Run, place: number): readonly Mark[] =>
  decisions.flatMap((decision): readonly Mark[] => {
    const { token, action, at, side, last, limit, trigger, verdict, orderId } = decision;
    const price = last ?? trigger ?? limit;
    if (token !== place || action !== 'Submit' || price === null) return [];
    const kind = verdict === 'refused' ? 'refused' : 'signal';
    return [{ at, price, side: sideOf(side), kind, decision: decision.place, orderId }];
  });

const fillsOf = ({ updates, decisionsOf }: Run, place: number): readonly Mark[] =>
  updates.flatMap(({ token, at, price, side, orderId }): readonly Mark[] =>
    token !== place || price === null
      ? []
      : [
          {
            at,
            price,
            side: sideOf(side),
            kind: 'fill',
            decision: decisionsOf.get(orderId)?.[0]?.place,
            orderId,
          },
        ],
  );

const RESTS: ReadonlySet<string> = new Set([
  'TriggerPending',
  'Open',
  'PartiallyFilled',
  'ModifyInFlight',
  'CancelInFlight',
]);

/** The prices at which orders waited: a line for each of an order's terms, from where they came to where they ended. */
const levelsOf = ({ updatesOf, page }: Run, place: number): readonly Level[] => {
  const candles = page.tokens[place]?.candles;
  const endAt = (candles?.at.at(-1) ?? 0) + (candles?.widthMs ?? 0);
  const levels: Level[] = [];
  for (const updates of updatesOf.values())
    if (updates[0]?.token === place)
      for (const [i, update] of updates.entries()) {
        const level = levelAt(update, updates[i + 1]?.at ?? endAt);
        if (level !== undefined) addTo(levels, level);
      }
  return levels.sort((a, b) => a.from - b.from);
};

const levelAt = ({ at, state, trigger, limit, side }: PageUpdate, to: number): Level | undefined => {
  const price = state === 'TriggerPending' ? trigger : (limit ?? trigger);
  if (!RESTS.has(state) || price === null || to <= at) return undefined;
  const kind = trigger !== null && price === trigger ? 'stop' : 'limit';
  return { from: at, to, price, kind, side: side === 'BUY' ? 'BUY' : 'SELL' };
};

/** Goes on with the line before it where nothing of it changed. */
const addTo = (levels: Level[], level: Level): void => {
  const before = levels.at(-1);
  if (before?.to === level.from && before.price === level.price && before.kind === level.kind)
    levels[levels.length - 1] = { ...before, to: level.to };
  else levels.push(level);
};

const sideOf = (side: string | null): Mark['side'] => (side === 'BUY' || side === 'SELL' ? side : null);

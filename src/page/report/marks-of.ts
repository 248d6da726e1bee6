import { type Legs, type Levels, type Marks, type Points, SIDES } from '../charts/marks.js';
import type { Run } from './run.js';

/** What is drawn over the prices of the token at `place`: every signal, execution, waiting order and trade of it. */
export const marksOf = (run: Run, place: number): Marks => ({
  signals: signalsOf(run, place),
  fills: fillsOf(run, place),
  levels: levelsOf(run, place),
  legs: legsOf(run, place),
});

/** Where a strategy wanted to trade: at the last price that was known, else at the order's own. */
const signalsOf = ({ decisions }: Run, place: number): Points => {
  const [at, last, trigger, limit] = [
    decisions.column('at'),
    decisions.column('last'),
    decisions.column('trigger'),
    decisions.column('limit'),
  ];
  const [action, side, verdict] = [
    decisions.column('action'),
    decisions.column('side'),
    decisions.column('verdict'),
  ];
  const prices = at.map((_, i) => last[i] ?? trigger[i] ?? limit[i] ?? null);
  const places = placesOf(decisions.column('token'), place).filter(
    (i) => action[i] === 'Submit' && prices[i] !== null,
  );
  return {
    at: picked(at, places),
    price: places.map((i) => prices[i] ?? 0),
    side: places.map((i) => SIDES.indexOf(side[i] ?? '')),
    isRefused: places.map((i) => verdict[i] === 'refused'),
    decision: places,
  };
};

const fillsOf = ({ fills }: Run, place: number): Points => {
  const places = placesOf(fills.column('token'), place);
  const [side, decision] = [fills.column('side'), fills.column('decision')];
  return {
    at: picked(fills.column('at'), places),
    price: picked(fills.column('price'), places),
    side: places.map((i) => SIDES.indexOf(side[i] ?? '')),
    isRefused: places.map(() => false),
    decision: places.map((i) => decision[i] ?? null),
  };
};

const levelsOf = ({ levels }: Run, place: number): Levels => {
  const places = placesOf(levels.column('token'), place);
  const [side, kind] = [levels.column('side'), levels.column('kind')];
  return {
    from: picked(levels.column('from'), places),
    to: picked(levels.column('to'), places),
    price: picked(levels.column('price'), places),
    side: places.map((i) => SIDES.indexOf(side[i] ?? '')),
    isStop: places.map((i) => kind[i] === 'stop'),
  };
};

const legsOf = ({ trades }: Run, place: number): Legs => {
  const places = placesOf(trades.column('token'), place);
  const net = trades.column('netPnl');
  return {
    from: picked(trades.column('openedAt'), places),
    entry: picked(trades.column('entryPrice'), places),
    to: picked(trades.column('closedAt'), places),
    exit: picked(trades.column('exitPrice'), places),
    isGain: places.map((i) => (net[i] ?? 0) >= 0),
  };
};

/** Where in `tokens` there is `token`. */
const placesOf = (tokens: readonly number[], token: number): readonly number[] => {
  const places: number[] = [];
  for (let i = 0; i < tokens.length; i += 1) if (tokens[i] === token) places.push(i);
  return places;
};

const picked = (values: readonly number[], places: readonly number[]): readonly number[] =>
  places.map((i) => values[i] ?? 0);

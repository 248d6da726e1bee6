import * as E from 'fp-ts/lib/Either.js';
import type { ByLiquidity, LatencyModel, SlippageModel } from '../domain/fill-model.js';

/** Parts of a fill model as the command line writes them; each is the model, or what to write instead. */

/** `150`, `fixed:150`, `uniform:100:200`, `lognormal:150:50`: whole milliseconds. */
export const parseLatency = (text: string): E.Either<string, LatencyModel> => {
  const [name = '', ...cells] = /^\d+$/.test(text) ? ['fixed', text] : text.split(':');
  const [a, b, ...more] = cells.map(wholeOf);
  if (more.length === 0 && a !== undefined) {
    if (name === 'fixed' && cells.length === 1) return E.right({ kind: 'fixed', ms: a });
    if (name === 'uniform' && b !== undefined && a <= b)
      return E.right({ kind: 'uniform', fromMs: a, toMs: b });
    if (name === 'lognormal' && b !== undefined && (a > 0 || b === 0))
      return E.right({ kind: 'lognormal', meanMs: a, deviationMs: b });
  }
  return E.left('write fixed:150, uniform:100:200 (from, to) or lognormal:150:50 (mean, deviation) in ms');
};

/** `none`, `ticks:1`, `spread:0.25`, `volumeShare:0.1:0.025`, `squareRoot:1:0.012`. */
export const parseSlippage = (text: string): E.Either<string, SlippageModel> => {
  const [name = '', ...cells] = text.split(':');
  const [a, b, ...more] = cells.map(numberOf);
  if (name === 'none' && cells.length === 0) return E.right({ kind: 'none' });
  if (more.length === 0 && a !== undefined) {
    if (name === 'ticks' && cells.length === 1) return E.right({ kind: 'ticks', ticks: a });
    if (name === 'spread' && cells.length === 1) return E.right({ kind: 'spread', share: a });
    if (name === 'volumeShare' && b !== undefined && b <= 1)
      return E.right({ kind: 'volumeShare', impact: a, cap: b });
    if (name === 'squareRoot' && b !== undefined)
      return E.right({ kind: 'squareRoot', factor: a, dailyVolatility: b });
  }
  return E.left(
    'write none, ticks:1, spread:0.25, volumeShare:0.1:0.025 (impact, cap) or squareRoot:1:0.012 (factor, daily volatility)',
  );
};

/** `0.5` for all, `1/0.5` for index derivatives and all else: shares. */
export const parseShares = (text: string): E.Either<string, ByLiquidity> => {
  const cells = text.split('/').map(numberOf);
  const [liquid, other = liquid] = cells;
  return cells.length <= 2 && liquid !== undefined && other !== undefined && liquid <= 1 && other <= 1
    ? E.right({ liquid, other })
    : E.left('write a share from 0 to 1, or two: 1/0.5 for index derivatives and all else');
};

/** A share, 0 to 1. */
export const parseShare = (text: string): E.Either<string, number> => {
  const share = numberOf(text);
  return share !== undefined && share <= 1 ? E.right(share) : E.left('write a share from 0 to 1');
};

/** A whole number, 0 or more. */
export const parseCount = (text: string): E.Either<string, number> => {
  const count = wholeOf(text);
  return count === undefined ? E.left('write a whole number, 0 or more') : E.right(count);
};

const numberOf = (text: string): number | undefined =>
  /^\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;

const wholeOf = (text: string): number | undefined => {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
};

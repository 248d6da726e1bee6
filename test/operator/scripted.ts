import * as E from 'fp-ts/lib/Either.js';
import { defineStrategy, type Strategy } from '../../src/domain/strategy.js';
import type { Token } from '../../src/domain/token.js';
import type { Binding } from '../../src/operator/binding.js';

/** A strategy that is nothing but its step, with `start` as its first state. */
export const scripted = <S>(
  name: string,
  start: S,
  step: Strategy<unknown, S>['step'],
): Strategy<unknown, S> =>
  defineStrategy({ name, config: { name: 'unknown', decode: E.right }, start: () => start, step });

/** A binding whose configuration is taken as decoded. */
export const bound = <C, S>(
  strategy: Strategy<C, S>,
  config: C,
  tokens: readonly Token[],
  name = strategy.name,
): Binding => ({ name, strategy: strategy as Strategy<unknown, unknown>, config, tokens: new Set(tokens) });

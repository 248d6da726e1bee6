import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** One sequence of chance; the same seed gives the same sequence on every machine. */
export interface Random {
  /** In [0, 1). */
  uniform(): number;
  /** Whole, both ends included. */
  integer(from: number, to: number): number;
  /** True with this probability, a ratio. */
  chance(probability: number): boolean;
  /** Mean 0, deviation 1, never beyond ±6. */
  normal(): number;
  /** Whole, 1 to `most`; `n` or more comes about once in `n` times. */
  heavyTailed(most: number): number;
}

/**
 * Hands out independent sequences of one `seed` (its low 32 bits), the same ones in the same order. With a
 * sequence for each process, a change to one of them does not move the others.
 */
export const randomsOf = (seed: number): (() => Random) => {
  const root = xoroshiro128plus(seed);
  return () => {
    root.jump(); // 2^64 numbers on, more than a sequence ever uses
    const generator = root.clone();
    const uniform = (): number => uniformFloat32(generator);
    return {
      uniform,
      integer: (from, to) => uniformInt(generator, from, to),
      chance: (probability) => uniform() < probability,
      normal: () => normalOf(uniform),
      heavyTailed: (most) => Math.floor(1 / (1 - uniform() * (1 - 1 / (most + 1)))),
    };
  };
};

const TERMS = 12;

/**
 * A sum of twelve uniforms less six. Additions only: logarithms and sines may differ in their last bit from
 * one JavaScript engine to the next.
 */
const normalOf = (uniform: () => number): number => {
  let sum = -TERMS / 2;
  for (let term = 0; term < TERMS; term++) sum += uniform();
  return sum;
};

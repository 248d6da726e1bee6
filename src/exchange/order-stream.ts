import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws numbers in [0, 1), all of them equally likely. */
export type Draw = () => number;

/**
 * The stream of `seed` for one purpose of one order, such as `momentum:NSE|22:3/entry`. What other orders there
 * are does not change what is drawn for this one.
 */
export const orderStream = (seed: number, key: string): Draw => {
  const generator = xoroshiro128plus(hashOf(key, seed));
  return () => uniformFloat64(generator);
};

/** FNV-1a, 32 bits, begun with `seed`. Source: IETF draft-eastlake-fnv, section 2. */
const hashOf = (text: string, seed: number): number => {
  let hash = OFFSET_BASIS ^ seed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash;
};

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws from the standard normal distribution, the same for the same seed. Box and Muller (1958). */
export const normals = (seed: number): (() => number) => {
  const draw = xoroshiro128plus(seed);
  return () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniformFloat64(draw)));
    return radius * Math.cos(2 * Math.PI * uniformFloat64(draw));
  };
};

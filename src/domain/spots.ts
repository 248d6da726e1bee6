import type { Instrument } from './instrument.js';
import type { Market } from './margin.js';
import type { Price } from './money.js';
import { isDerivative, isFuture, underlyingOf } from './underlying.js';

/** An instrument, and its last price as it stands when it is asked for; undefined before one is known. */
export interface Quoted {
  readonly instrument: Instrument;
  readonly last: Price | undefined;
}

/** What tells an underlying's price: itself, else its futures, the one that expires first before others. */
export const spotsOf = (all: readonly Quoted[]): Market['spotOf'] => {
  const spots = new Map<string, Quoted[]>();
  const itself = all.filter(({ instrument }) => !isDerivative(instrument));
  const futures = all
    .filter(({ instrument }) => isFuture(instrument.kind))
    .sort((a, b) => ((a.instrument.expiry ?? '') < (b.instrument.expiry ?? '') ? -1 : 1));
  for (const one of [...itself, ...futures]) {
    const name = underlyingOf(one.instrument);
    const known = spots.get(name);
    if (known === undefined) spots.set(name, [one]);
    else known.push(one);
  }
  return (instrument) => spots.get(underlyingOf(instrument))?.find(({ last }) => last !== undefined)?.last;
};

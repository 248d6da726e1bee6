import * as t from 'io-ts';

/** A number that JSON can hold: not NaN, not infinite. */
export const Finite = t.refinement(t.number, Number.isFinite, 'Finite');
export const Whole = t.refinement(t.number, Number.isSafeInteger, 'Whole');
export const Count = t.refinement(Whole, (value) => value >= 0, 'Count');
/** `2025-12-29T09:15:00.000+05:30`. */
export const IstText = t.refinement(
  t.string,
  (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+05:30$/.test(text),
  'IstText',
);
/** `2025-12-29`. */
export const IstDate = t.refinement(t.string, (text) => /^\d{4}-\d\d-\d\d$/.test(text), 'IstDate');
export const orNull = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> => t.union([codec, t.null]);

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { init } from 'talib-web';
import { REAL_BARS } from './real-bars.js';

/** A number for each bar, none where it is not ready. */
export type Line = readonly (number | null | undefined)[];

/** One of our outputs over the recorded bars beside what another computes. */
export interface Agreement {
  /** Ours, with its periods, and the output. */
  readonly ours: string;
  /** Whose the other is, and what is known to differ. */
  readonly theirs: string;
  readonly own: Line;
  readonly other: Line;
  /** The first bar that is compared, where averages that began otherwise have come together; else all are. */
  readonly from?: number;
  /** Most they may differ by, as a share of the value (or of 1); 1e-9 unless said otherwise. */
  readonly within?: number;
}

/** Both are undefined on the same bars and the same numbers on the others; there are 1,000 of them or more. */
export const expectAgreement = ({ own, other, from = 0, within = 1e-9 }: Agreement): void => {
  let compared = 0;
  expect(other.length).to.equal(own.length);
  for (let i = from; i < own.length; i += 1) {
    const [a, b] = [own[i] ?? undefined, other[i] ?? undefined];
    if (a === undefined || b === undefined) expect(a, `at ${String(i)}`).to.equal(b);
    else {
      compared += 1;
      expect(a, `at ${String(i)}`).to.be.closeTo(b, within * Math.max(1, Math.abs(b)));
    }
  }
  expect(compared, 'values compared').to.be.at.least(1_000);
};

export const agrees = (agreement: Agreement): void => {
  it(`${agreement.ours} is that of ${agreement.theirs}`, () => {
    expectAgreement(agreement);
  });
};

/** A batch's values, which end with the last bar, with none put before them. */
export const fromTheEnd = (values: readonly number[], bars = REAL_BARS.length): Line => [
  ...Array.from({ length: bars - values.length }, () => undefined),
  ...values,
];

/**
 * TA-Lib's C library as WebAssembly. Its wrapper starts its values at index 0 and fills up the end, so they are
 * put where they belong by the index of the first.
 */
export const talib = {
  ready: async (): Promise<void> => {
    const folder = dirname(createRequire(import.meta.url).resolve('talib-web'));
    const wasm = readFileSync(join(folder, 'talib.wasm')).toString('base64');
    await init(`data:application/wasm;base64,${wasm}`);
  },
  from: (first: number, values: readonly number[]): Line =>
    fromTheEnd(values.slice(0, values.length - first)),
};

/** A batch by technicalindicators, which asks for instances of classes that are mere records. */
export const batch = <R>(
  indicator: { readonly calculate: (input: never) => R },
  input: Readonly<Record<string, unknown>>,
): R => indicator.calculate(input as never);

/** What a streaming library says after each of `inputs`. */
export const streamed = <A, R>(
  indicator: { update: (input: A, replace: boolean) => R },
  inputs: readonly A[],
): R[] => inputs.map((input) => indicator.update(input, false));

/** A folded state's readings after each of `inputs`. */
export const folded = <S, A, R>(
  start: S,
  step: (state: S, input: A) => S,
  read: (state: S) => R,
  inputs: readonly A[],
): R[] => {
  let state = start;
  return inputs.map((input) => read((state = step(state, input))));
};

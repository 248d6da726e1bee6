/** As doubles, without making a BigInt of each, where all are exact in one. */
export const safeIntegers = (values: BigInt64Array): Float64Array | BigInt64Array => {
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
  const doubles = new Float64Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = (halves[2 * i + 1] ?? 0) * 2 ** 32 + ((halves[2 * i] ?? 0) >>> 0);
    if (!Number.isSafeInteger(value)) return values;
    doubles[i] = value;
  }
  return doubles;
};

/**
 * The double nearest to `unscaled` / 10^`scale`, a Parquet decimal: as the decimal's own text would be read. The
 * bytes of one are a big-endian two's complement.
 */
export const decimalNumber = (unscaled: number | bigint | Uint8Array, scale: number): number => {
  const whole = unscaled instanceof Uint8Array ? wholeOf(unscaled) : unscaled;
  const number = Number(whole);
  // Both are exact, so their quotient is the nearest double.
  if (Number.isSafeInteger(number) && scale >= 0 && scale <= 22) return number / 10 ** scale;
  const digits = (whole < 0 ? -BigInt(whole) : BigInt(whole)).toString();
  return (whole < 0 ? -1 : 1) * Number(`${digits}e${-scale}`);
};

const wholeOf = (bytes: Uint8Array): bigint => {
  let whole = 0n;
  for (const byte of bytes) whole = (whole << 8n) | BigInt(byte);
  return BigInt.asIntN(8 * bytes.length, whole);
};

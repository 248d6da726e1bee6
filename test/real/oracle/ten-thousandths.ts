/**
 * A price's decimal text as whole ten-thousandths, digit by digit; undefined for an empty one. `scaled`: the
 * text says ten-thousandths already. `decimals`: it is the nearest float32 to a price of so many decimals.
 */
export const tenThousandths = (
  text: string,
  { scaled = false, decimals }: { readonly scaled?: boolean; readonly decimals?: number } = {},
): number | undefined => {
  if (text === '') return undefined;
  if (decimals !== undefined) return tenThousandths(Number(text).toFixed(decimals));
  const match = /^(\d+)(?:\.(\d{1,4})0*)?$/.exec(text);
  if (match === null) throw new Error(`no price of at most four decimals: ${text}`);
  const [, whole = '', fraction = ''] = match;
  return scaled ? Number(text) : Number(whole + fraction.padEnd(4, '0'));
};

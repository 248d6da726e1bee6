/** Ten-thousandths of a rupee in `price` (which has at most four decimals), exactly, from its decimal text. */
export const exact = (price: number): bigint => BigInt(price.toFixed(4).replace('.', ''));

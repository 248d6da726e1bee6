/** The one token of {@link plainPipeline}. */
export const FUTURE = 'NFO|53001';

export const order = (side: 'BUY' | 'SELL', limit?: number): string =>
  `{ kind: 'Submit', side: '${side}', quantity: 65, type: '${limit === undefined ? 'MARKET' : 'LIMIT'}', limit: ${String(limit)}, validity: 'DAY', reason: undefined }`;

/**
 * A pipeline on the NIFTY future in plain JavaScript, with no import and no risk rule: `step` is the body of its
 * strategy's step, of `n`, the ticks before, and `event`; `before` stands at the top of the file.
 */
export const plainPipeline = (
  step: string,
  { before = '', graph = 'undefined', plots = 'undefined' } = {},
): string => `
${before}
const step = (n, event) => { if (event.kind !== 'Tick') return [n, []]; ${step} };
export default { name: 'plain', instruments: ['NFO:NIFTY27JAN26F'], capital: 1_000_000_0000, risk: [], graph: ${graph},
  strategies: [{ name: 'plain', settings: {}, strategy: { name: 'plain', start: () => 0, step, plots: ${plots},
    config: { name: 'None', decode: (right) => ({ _tag: 'Right', right }) } } }] };
`;

/** Buys at the first tick, and asks for as much far below, where nothing trades. */
export const BUYS_AND_WAITS = `return [n + 1, n === 0 ? [${order('BUY')}, ${order('BUY', 20_000)}] : []];`;

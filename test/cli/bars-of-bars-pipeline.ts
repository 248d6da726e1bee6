import { bind, definePipeline, defineStrategy, heikinAshi, NO_INTENTS, rupees, t, ticks } from 'rxtape';

const idle = defineStrategy({
  name: 'idle',
  config: t.strict({ size: t.number }),
  start: () => 0,
  step: (state) => [state, NO_INTENTS],
});

/** Cuts bars of a quarter of an hour, of averages and of ticks, whatever the tape is. */
export default definePipeline({
  name: 'quarters',
  instruments: ['NFO:NIFTY27JAN26F'],
  capital: rupees(500_000),
  risk: [],
  strategies: [bind(idle, { size: 1 })],
  graph: (event$, { cutBars, strategies }) =>
    event$.pipe(cutBars('15m', '1h', ticks(6), heikinAshi('15m')), strategies),
});

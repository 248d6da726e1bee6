import { existsSync, writeFileSync } from 'node:fs';
import {
  bind,
  definePipeline,
  defineStrategy,
  NO_INTENTS,
  Periods,
  rupees,
  t,
  toTarget,
  withDefault,
} from 'rxtape';

/** Trades one lot in and out, and comes to a bad end where it is told to. */
const modes = defineStrategy({
  name: 'modes',
  config: t.strict({
    every: Periods,
    mode: withDefault(
      t.union([t.literal('trade'), t.literal('throw'), t.literal('exit'), t.literal('fill')]),
      'trade',
    ),
    /** A file that is not there: the first run to find it missing makes it, and ends its thread. */
    once: withDefault(t.string, ''),
    /** A file without which the thread ends. */
    needs: withDefault(t.string, ''),
  }),
  start: () => ({ ticks: 0 }),
  step: (state, event, _context, { every, mode, once, needs }) => {
    if (event.kind !== 'Tick') return [state, NO_INTENTS];
    const ticks = state.ticks + 1;
    if (ticks === 20 && mode === 'throw') throw new Error('as it was told');
    if (ticks === 20 && mode === 'exit') process.exit(7);
    if (ticks === 20 && mode === 'fill') fillMemory();
    if (ticks === 20 && once !== '' && !existsSync(once)) {
      writeFileSync(once, '');
      process.exit(7);
    }
    if (ticks === 20 && needs !== '' && !existsSync(needs)) process.exit(7);
    if (ticks % every !== 0) return [{ ticks }, NO_INTENTS];
    return [{ ticks }, (ticks / every) % 2 === 1 ? toTarget(0, 65) : toTarget(65, 0)];
  },
});

const fillMemory = (): never => {
  const kept: unknown[] = [];
  for (;;) kept.push(new Array<number>(1_000_000).fill(1.5));
};

export default definePipeline({
  name: 'modes',
  instruments: ['NFO:NIFTY27JAN26F'],
  capital: rupees(500_000),
  risk: [],
  strategies: [bind(modes, { every: 500 })],
});

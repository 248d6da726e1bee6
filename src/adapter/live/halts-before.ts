import type { CommandInput } from '../../port/input.js';

/**
 * What kills that were given while a session comes back ask for before it goes on: that nothing is ordered meanwhile
 * but what they let pass. The rest, cancelling and closing, waits until it is known what is open and held.
 */
export const haltsBefore = (waiting: readonly CommandInput[]): readonly CommandInput[] =>
  waiting
    .filter(({ command }) => command !== 'resume')
    .map((kill) => (kill.command === 'exit-only' ? kill : { ...kill, command: 'halt' }));

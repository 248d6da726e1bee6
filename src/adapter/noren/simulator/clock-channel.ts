import type { WebSocket } from 'ws';
import type { SimulatedClock } from './simulated-clock.js';

/** Tells `socket` the simulated time, and each change of its pace, until it closes. */
export const tellClock = (socket: WebSocket, clock: SimulatedClock): void => {
  const stop = clock.onChange((told) => socket.send(JSON.stringify(told)));
  socket.on('close', stop);
  socket.on('error', stop);
  socket.send(JSON.stringify(clock.told()));
};

import { connect } from 'node:net';

/** Whether a process listens at the socket `path`; a killed one leaves its socket, and nobody listens there. */
export const isAnswered = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

import { map } from 'rxjs';
import type { Feed, LiveMessage } from '../../port/feed.js';
import type { SimulatorTime } from './simulator-time.js';

/** `feed` of a simulator: where it plays as fast as it can, messages are of the time that they tell. */
export const framePaced = (feed: Feed, time: SimulatorTime): Feed => ({
  message$: feed.message$.pipe(map((message) => paced(message, time))),
});

const paced = (message: LiveMessage, time: SimulatorTime): LiveMessage => {
  if ((message.kind !== 'tk' && message.kind !== 'tf') || message.exchangeAt === undefined) return message;
  const receivedAt = time.see(message.exchangeAt);
  return receivedAt === undefined ? message : { ...message, receivedAt };
};

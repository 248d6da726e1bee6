import { journaledFirst } from '../../../src/adapter/journal/journaled-first.js';
import { sessionRecorder } from '../../../src/adapter/recording/session-recorder.js';
import type { OrderSent } from '../../../src/domain/entry.js';
import type { Broker } from '../../../src/port/broker.js';
import { NO_LOG } from '../../../src/port/log.js';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import { NEVER } from 'rxjs';
import { at } from '../../operator/messages.js';
import { message } from '../../support/message.js';
import { order } from '../../support/order.js';
import { tick } from '../../support/tick.js';
import { HEADER } from '../recording/session-header.js';

/** Records ticks, an order now and then, and is killed at the moment at which order number `last` is sent. */
const [dir = '', last = ''] = process.argv.slice(2);

const recorder = await sessionRecorder({ dir, header: HEADER, log: NO_LOG, limits: { flushMs: 20 } });
let orders = 0;
const broker: Broker = journaledFirst(
  () => ({
    answer$: NEVER,
    send: () => {
      orders += 1;
      if (orders === Number(last)) process.kill(process.pid, 'SIGKILL');
    },
    show: () => undefined,
  }),
  recorder,
  () => undefined,
)(new ReplayScheduler(at(0)), NEVER);

let seq = 0;
const turn = (): void => {
  for (let i = 0; i < 23; i += 1) {
    seq += 1;
    recorder.input(message(seq === 1 ? 'tk' : 'tf', { receivedAt: at(seq), volume: seq }));
    recorder.entry(tick({ seq, at: at(seq) }));
    if (seq % 50 !== 0) continue;
    seq += 1;
    const id = `s:${seq}`;
    const sent = { kind: 'OrderSent', seq, at: at(seq), cause: seq - 1, order: { ...order(), id } };
    recorder.entry(sent as unknown as OrderSent);
    broker.send(sent as unknown as OrderSent);
  }
  setTimeout(turn, 1);
};
turn();

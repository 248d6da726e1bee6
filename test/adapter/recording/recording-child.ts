import { writeSync } from 'node:fs';
import { sessionRecorder } from '../../../src/adapter/recording/session-recorder.js';
import { epochMs } from '../../../src/domain/time.js';
import type { Log } from '../../../src/port/log.js';
import { ACC, INFY } from '../../support/instrument.js';
import { message } from '../../support/message.js';
import { tick } from '../../support/tick.js';
import { HEADER } from './session-header.js';

/**
 * Records ticks that count up in their volume, as fast as a busy market sends them, until it is killed or told to
 * end, and says on stdout how far it is: `given 1234 1766979900123 recording 0`. What is logged goes to stderr.
 */
const [dir = '', limits = '{}'] = process.argv.slice(2);

const say =
  (level: string) =>
  (_figures: unknown, text: string): void => {
    writeSync(2, `${level} ${text}\n`);
  };
const log: Log = { debug: () => undefined, info: say('info'), warn: say('warn'), error: say('error') };

process.on('SIGXFSZ', () => undefined); // a file that may not grow is told by the write, too

const startAt = epochMs(Date.now());
const recorder = await sessionRecorder({
  dir,
  header: { ...HEADER, startAt },
  log,
  limits: JSON.parse(limits) as object,
});
writeSync(1, `folder ${recorder.folder}\n`);

let given = 0;
let seq = 0;
const giving = setInterval(() => {
  const receivedAt = epochMs(Date.now());
  for (let i = 0; i < 40; i += 1) {
    given += 1;
    const token = given % 2 === 0 ? ACC : INFY;
    recorder.input(message(given < 3 ? 'tk' : 'tf', { token, receivedAt, volume: given, last: given / 20 }));
    seq += 1;
    recorder.entry(tick({ token, seq, at: receivedAt }));
    if (given % 97 !== 0) continue;
    const detail = `after ${given}`;
    recorder.input({ kind: 'Malformed', receivedAt, detail });
    seq += 1;
    const event = { kind: 'FeedEvent', event: 'Malformed', token: undefined, flags: 0 } as const;
    recorder.entry({ ...event, seq, at: receivedAt, detail });
  }
  const { state } = recorder.stats();
  writeSync(1, `given ${given} ${receivedAt} ${state} ${recorder.lost}\n`);
}, 5);

process.on('SIGTERM', () => {
  clearInterval(giving);
  void recorder.close(epochMs(Date.now()), 'told to end');
});

import { inspect } from 'node:util';
import { expect } from 'chai';
import { isFailure } from '../../../src/domain/failure.js';
import type { LiveMessage } from '../../../src/port/feed.js';
import type { Figures, Log } from '../../../src/port/log.js';
import { ACC } from '../../support/instrument.js';
import { instrumentOf, isNotice, runFeed, SESSION } from './feed-run.js';
import { type Answer, type Peer, plainAnswer, plainServer } from './plain-server.js';

const TOKEN = SESSION.token.reveal();
const INSTRUMENTS = [instrumentOf(ACC, 'ACC-EQ')];
const plain = plainAnswer(() => ({ t: 'tk', e: 'NSE', tk: '22', ts: 'ACC-EQ', lp: '100.00' }));

/** A log that keeps every word. */
const keeping = () => {
  const lines: string[] = [];
  const keep = (figures: Figures, message: string): void =>
    void lines.push(`${message} ${inspect(figures, { depth: 9, showHidden: true })}`);
  const log: Log = { debug: keep, info: keep, warn: keep, error: keep };
  return { log, lines };
};

const expectNoSecret = (said: unknown): void => {
  const text = typeof said === 'string' ? said : inspect(said, { depth: 9, showHidden: true });
  expect(text).not.to.contain(TOKEN.slice(0, 8)).and.not.to.contain(TOKEN.slice(-8));
};

/** Everything that a feed says of a server with `answer`, until `wanted` or its end. */
const saidOf = async (
  answer: Answer,
  wanted: (message: LiveMessage) => boolean,
): Promise<readonly unknown[]> => {
  const server = await plainServer(answer);
  const { log, lines } = keeping();
  const run = runFeed({ url: `${server.url}?susertoken=${TOKEN}`, instruments: INSTRUMENTS, log });
  try {
    const failure = await run.until(wanted).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure === undefined || isFailure(failure), inspect(failure)).to.equal(true);
    return [...lines, ...run.messages, failure];
  } finally {
    run.stop();
    await server.close();
  }
};

describe('norenFeed, of a server that repeats the session token,', () => {
  const never = (): boolean => false;
  const isMalformed = (message: LiveMessage): boolean => message.kind === 'Malformed';
  const isOrder = (message: LiveMessage): boolean => isNotice(message) && message.event === 'Order';
  /** What the server does once a token is subscribed. */
  const then =
    (act: (peer: Peer) => void): Answer =>
    (peer, frame, connection) => {
      plain(peer, frame, connection);
      if (frame['t'] === 't') act(peer);
    };

  const cases: readonly (readonly [string, Answer, (message: LiveMessage) => boolean])[] = [
    ['in a refusal', (peer) => peer.send({ t: 'ak', s: 'NOT_OK', emsg: `bad token ${TOKEN}` }), never],
    ['in the reason of a close', (peer) => peer.close(1008, `bad token ${TOKEN}`), never],
    ['in what is no JSON', then((peer) => peer.send(`{"t":"tk","x":"${TOKEN}`)), isMalformed],
    ['cut off', then((peer) => peer.send(`{"t":"a","accesstoken":"${TOKEN.slice(0, -3)}`)), isMalformed],
    ['in a frame of no known type', then((peer) => peer.send({ t: 'x', accesstoken: TOKEN })), isMalformed],
    ['as the type of a frame', then((peer) => peer.send({ t: TOKEN })), isMalformed],
    [
      'in a number',
      then((peer) => peer.send({ t: 'tf', e: 'NSE', tk: '22', bp1: '-1', x: TOKEN })),
      isMalformed,
    ],
    [
      'in an order',
      then((peer) =>
        peer.send({
          t: 'om',
          norenordno: '1',
          exch: 'NSE',
          tsym: 'ACC-EQ',
          trantype: 'B',
          qty: '1', // prettier-ignore
          status: 'REJECTED',
          rejreason: `token ${TOKEN}`,
          remarks: TOKEN, // prettier-ignore
        }),
      ),
      isOrder,
    ],
  ];

  for (const [where, answer, wanted] of cases) {
    it(`does not show it ${where}`, async () => {
      const said = await saidOf(answer, wanted);

      expect(said.some((one) => inspect(one, { depth: 9 }).includes('[secret]'))).to.equal(true);
      for (const one of said) expectNoSecret(one);
    });
  }
});

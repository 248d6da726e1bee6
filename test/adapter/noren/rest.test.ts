import { inspect } from 'node:util';
import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { type Rest, restOf } from '../../../src/adapter/noren/rest.js';
import { Secret } from '../../../src/domain/secret.js';
import { hurriedScheduler } from '../../support/hurried-scheduler.js';
import { type Answer, httpServer, type Received } from '../../support/http-server.js';
import { rejection } from '../../support/rejection.js';

const TOKEN = 'b0c1d2e3f4a5968778695a4b3c2d1e0f';
const token = new Secret(TOKEN);
const never = new AbortController().signal;

/** Pauses pass at once; nothing is late. */
const PATIENT = hurriedScheduler(5_000);

interface Served {
  readonly rest: Rest;
  readonly received: readonly Received[];
}

/** Runs `use` with a REST API whose answers are `answers` in turn, the last again and again. */
const serving = async (
  answers: readonly Answer[],
  use: (served: Served) => Promise<void>,
  {
    restAuth = 'jKey',
    scheduler = PATIENT,
  }: { restAuth?: 'jKey' | 'bearer'; scheduler?: typeof PATIENT } = {},
): Promise<void> => {
  let next = 0;
  const server = await httpServer(() => answers[Math.min(next++, answers.length - 1)]);
  try {
    const rest = restOf({ restUrl: `http://127.0.0.1:${server.port}/NorenWClientTP/`, restAuth }, scheduler);
    await use({ rest, received: server.received });
  } finally {
    await server.close();
  }
};

describe('restOf', () => {
  it('posts the fields to the call, with the token in the body or in the header', async () => {
    await serving([[200, '{"stat":"Ok"}']], async ({ rest, received }) => {
      const answer = await rest.send('UserDetails', { uid: 'FA00000' }, token, never);

      expect(answer).to.deep.equal(E.right({ stat: 'Ok' }));
      expect(received[0]).to.include({
        url: '/NorenWClientTP/UserDetails',
        body: `jData={"uid":"FA00000"}&jKey=${TOKEN}`,
      });
      expect(received[0]?.headers.authorization).to.equal(undefined);
    });
    await serving(
      [[200, '{"stat":"Ok"}']],
      async ({ rest, received }) => {
        await rest.send('UserDetails', { uid: 'FA00000' }, token, never);

        expect(received[0]).to.include({ body: 'jData={"uid":"FA00000"}' });
        expect(received[0]?.headers.authorization).to.equal(`Bearer ${TOKEN}`);
      },
      { restAuth: 'bearer' },
    );
  });

  it('sends once, whatever is answered', async () => {
    for (const answer of [
      [502, '<html>'],
      [200, ''],
      [200, '{"stat":"Not_Ok","emsg":"Server Timeout"}'],
    ] as const)
      await serving([answer], async ({ rest, received }) => {
        expect(E.isLeft(await rest.send('QuickAuth', {}, undefined, never))).to.equal(true);
        expect(received).to.have.length(1);
      });
  });

  it('reads again what may pass, three times at most', async () => {
    await serving(
      [
        [502, '<html>'],
        [200, ''],
        [200, '[]'],
      ],
      async ({ rest, received }) => {
        expect(await rest.read('OrderBook', {}, token, never)).to.deep.equal(E.right([]));
        expect(received).to.have.length(3);
      },
    );
    await serving([[502, '<html>']], async ({ rest, received }) => {
      expect(E.isLeft(await rest.read('OrderBook', {}, token, never))).to.equal(true);
      expect(received).to.have.length(3);
    });
  });

  it('does not read again what would be refused again', async () => {
    for (const emsg of [
      'Session Expired : Invalid Session Key',
      'Invalid Input : x',
      'exceeds Limit',
      'no data',
    ])
      await serving([[200, JSON.stringify({ stat: 'Not_Ok', emsg })]], async ({ rest, received }) => {
        expect(E.isLeft(await rest.read('OrderBook', {}, token, never))).to.equal(true);
        expect(received).to.have.length(1);
      });
  });

  it('shows nothing secret of what it sent, whatever the server repeats', async () => {
    const password = new Secret('correct horse');
    for (const echo of [
      JSON.stringify({ stat: 'Not_Ok', emsg: `no such token ${TOKEN}, password correct horse` }),
      JSON.stringify({ stat: 'Not_Ok', emsg: `cut ${TOKEN.slice(0, 12)}` }),
    ])
      await serving([[200, echo]], async ({ rest }) => {
        const answer = await rest.send('QuickAuth', { pwd: password }, token, never);

        expect(inspect(answer))
          .to.contain('[secret]')
          .and.not.to.match(/b0c1d2e3|correct horse/);
      });
  });

  it('keeps a message to one line of a length that can be read', async () => {
    const emsg = `one\n\u001b[31mtwo ${'x'.repeat(10_000)}`;
    await serving([[200, JSON.stringify({ stat: 'Not_Ok', emsg })]], async ({ rest }) => {
      const answer = await rest.send('QuickAuth', {}, undefined, never);

      expect(E.isLeft(answer) ? answer.left.message : '').to.match(/^one \[31mtwo x{400,500}…$/);
    });
  });

  it('follows no redirection', async () => {
    await serving([[307, '']], async ({ rest, received }) => {
      const answer = await rest.send('QuickAuth', {}, undefined, never);

      expect(E.isLeft(answer) ? answer.left.message : '').to.contain('elsewhere');
      expect(received).to.have.length(1);
    });
  });

  it('waits ten seconds for an answer', async () => {
    await serving(
      [undefined],
      async ({ rest }) => {
        expect(await rest.send('QuickAuth', {}, undefined, never)).to.deep.equal(
          E.left({ kind: 'Transport', message: 'no answer within 10 s' }),
        );
      },
      { scheduler: hurriedScheduler(10_000) },
    );
  });

  it('gives up with the reason of its signal, during a call and between two', async () => {
    const stop = new AbortController();
    await serving([undefined], async ({ rest }) => {
      const answer = rejection(rest.send('QuickAuth', {}, undefined, stop.signal));
      stop.abort(new Error('enough'));

      expect(await answer).to.equal(stop.signal.reason);
      expect(await rejection(rest.read('OrderBook', {}, token, stop.signal))).to.equal(stop.signal.reason);
    });
  });
});

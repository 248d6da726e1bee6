import { expect } from 'chai';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '../../../src/domain/time.js';
import { type Token, tokenOf } from '../../../src/domain/token.js';
import type { SocketListener } from '../../../src/adapter/noren/socket.js';
import type { LiveMessage } from '../../../src/port/feed.js';
import type { SessionToken, SessionTokens } from '../../../src/port/session-tokens.js';
import { Secret } from '../../../src/domain/secret.js';
import { type FeedRun, instrumentOf, isNotice, runFeed, SESSION, sessionOf, statesOf } from './feed-run.js';
import { VirtualServer } from './virtual-server.js';

/** 10:00 IST on a Thursday. */
const MORNING = Date.UTC(2025, 6, 17, 4, 30);

const tokens = (count: number): readonly Token[] =>
  Array.from({ length: count }, (_, i) => tokenOf('NSE', String(1_000 + i)));

const instrumentsOf = (count: number) => tokens(count).map((token) => instrumentOf(token, `T${token}`));

const notices = (messages: readonly LiveMessage[], event: string): readonly string[] =>
  messages.filter(isNotice).flatMap((notice) => (notice.event === event ? `${notice.token}` : []));

describe('norenFeed over time', () => {
  const runs: FeedRun[] = [];
  const run = (
    server: VirtualServer,
    count: number,
    options: Partial<Parameters<typeof runFeed>[0]> = {},
  ): FeedRun => {
    const feed = runFeed({
      url: 'ws://127.0.0.1/',
      instruments: instrumentsOf(count),
      ...{ open: server.openSocket, scheduler: server.clock, time: server.time },
      ...options,
    });
    runs.push(feed);
    return feed;
  };
  afterEach(() => {
    for (const feed of runs.splice(0)) feed.stop();
  });

  it('does not hear what a socket that was left still brings', async () => {
    const server = new VirtualServer(MORNING);
    const listeners: SocketListener[] = [];
    const feed = run(server, 1, {
      open: (url, listener) => {
        listeners.push(listener);
        return server.openSocket(url, listener);
      },
    });
    await server.pass(MINUTE_MS);
    server.drop();
    await server.pass(MINUTE_MS);

    listeners[0]?.heard(Buffer.from('{"t":"tf","e":"NSE","tk":"1000","lp":"7.00"}'));
    listeners[1]?.heard(Buffer.from('{"t":"tf","e":"NSE","tk":"1000","lp":"8.00"}'));

    expect(listeners).to.have.length(2);
    const lasts = feed.messages.flatMap((message) => (message.kind === 'tf' ? [message.last] : []));
    expect(lasts).to.include(8).and.not.include(7);
  });

  it('connects anew when prices end while heartbeats go on, and suspects the session token when that brings none', async () => {
    const server = new VirtualServer(MORNING);
    const readWith: SessionToken[] = [];
    const feed = run(server, 3, {
      tokens: { ...sessionOf(SESSION), current: once(SESSION) },
      orders: {
        orders: async (session) => {
          readWith.push(session);
          return [];
        },
        history: async () => [],
      },
    });
    await server.pass(5 * MINUTE_MS);
    expect(feed.stats.state).to.equal('Live');
    server.isMute = true;
    const muteAt = server.clock.now();

    await server.pass(200 * SECOND_MS);
    expect(statesOf(feed.messages)).to.include('Stalled');
    expect(statesOf(feed.messages)).to.not.include('SessionExpired');
    expect((server.openedAt[1] ?? 0) - muteAt).to.be.within(180 * SECOND_MS, 200 * SECOND_MS);

    await server.pass(2 * MINUTE_MS);
    expect(statesOf(feed.messages).slice(4)).to.deep.equal([
      ...['Stalled', 'Waiting', 'Connecting', 'LoggingIn', 'Subscribing'],
      ...['Stalled', 'Waiting', 'Connecting', 'LoggingIn', 'Subscribing'],
      ...['Stalled', 'SessionExpired', 'Waiting'],
    ]);

    server.isMute = false;
    await server.pass(5 * MINUTE_MS);
    expect(feed.stats.state, 'it was the server after all').to.equal('Live');
    expect(readWith, 'orders by the log-in of the socket').to.deep.equal(server.openedAt.map(() => SESSION));
  });

  it('asks where an index falls silent, and tells that nothing is heard only where nobody answers', async () => {
    const server = new VirtualServer(MORNING);
    const [index] = instrumentsOf(1).map((instrument) => ({ ...instrument, kind: 'INDEX' }));
    const feed = run(server, 0, { instruments: index === undefined ? [] : [index] });
    await server.pass(10 * SECOND_MS);
    server.isMute = true;
    await server.pass(20 * SECOND_MS);
    const asked = server.heard.filter(({ frame }) => frame['t'] === 'h');
    expect(notices(feed.messages, 'Unheard')).to.deep.equal([]);

    server.isDead = true;
    await server.pass(8 * SECOND_MS);
    server.isDead = false;
    server.isMute = false;
    await server.pass(3 * SECOND_MS);

    expect(asked.length, 'every third second').to.be.within(6, 8);
    const told = feed.messages.filter(isNotice).filter(({ event }) => event.endsWith('eard'));
    expect(told.map(({ event }) => event)).to.deep.equal(['Unheard', 'Heard']);
    expect((told[0]?.receivedAt ?? 0) - (asked.at(-1)?.at ?? 0), 'behind the last answer').to.be.within(
      5 * SECOND_MS,
      6 * SECOND_MS,
    );
  });

  it('does not come back within half a minute when another session took the log-in over', async () => {
    const server = new VirtualServer(MORNING);
    const feed = run(server, 1);
    await server.pass(MINUTE_MS);

    server.end({ kind: 'Closed', code: 1000, reason: '' });
    await server.pass(30 * SECOND_MS - 1);

    expect(feed.stats.state).to.equal('Evicted');
    expect(server.openedAt).to.have.length(1);
    await server.pass(MINUTE_MS);
    expect(feed.stats.state).to.equal('Live');
  });

  it('reports each token without a snapshot, once, where a server sends no more than a hundred', async () => {
    const server = new VirtualServer(MORNING);
    server.mostTokens = 100;
    const feed = run(server, 250);

    await server.pass(5 * MINUTE_MS);

    expect(notices(feed.messages, 'Unserved')).to.have.members(tokens(250).slice(100));
    expect(feed.stats).to.include({ state: 'Live', served: 100 });
    const asked = server.heard.filter(({ frame }) => frame['t'] === 't');
    expect(asked.map(({ frame }) => frame['k']?.split('#').length)).to.deep.equal([100, 100, 50, 100, 50]);
    asked.slice(1).forEach(({ at }, i) => expect(at - (asked[i]?.at ?? 0)).to.be.at.least(100));
  });

  it('tells of a token that is silent within its exchange’s hours, once for one silence', async () => {
    const server = new VirtualServer(MORNING);
    const [quiet, lively] = tokens(2);
    const feed = run(server, 2);
    await server.pass(SECOND_MS * 10);
    server.isMute = true; // only `lively` goes on
    for (let minute = 0; minute < 12; minute += 1) {
      server.send({ t: 'tf', e: 'NSE', tk: lively?.slice(4), lp: '101.00' });
      await server.pass(MINUTE_MS);
    }

    expect(notices(feed.messages, 'Silent')).to.deep.equal([quiet]);
    server.isMute = false;
    await server.pass(MINUTE_MS);
    server.isMute = true;
    await server.pass(2 * MINUTE_MS);
    expect(notices(feed.messages, 'Silent')).to.deep.equal([quiet]);
  });

  it('takes no evening for a silence', async () => {
    const server = new VirtualServer(Date.UTC(2025, 6, 17, 9, 55)); // five minutes before the close
    const feed = run(server, 2);
    await server.pass(5 * MINUTE_MS);
    server.isMute = true;

    await server.pass(3 * HOUR_MS);

    expect(statesOf(feed.messages)).to.deep.equal(['Connecting', 'LoggingIn', 'Subscribing', 'Live']);
    expect(notices(feed.messages, 'Silent')).to.deep.equal([]);
  });

  it('sends a heartbeat each half minute, and lets a socket go that answers no ping', async () => {
    const server = new VirtualServer(MORNING);
    const feed = run(server, 1);
    await server.pass(5 * MINUTE_MS);

    const beats = server.heard.filter(({ frame }) => frame['t'] === 'h').map(({ at }) => at);
    expect(beats).to.have.length(9); // at 30 s, 60 s … of just less than five minutes
    beats.slice(1).forEach((at, i) => expect(at - (beats[i] ?? 0)).to.equal(30 * SECOND_MS));

    server.isDead = true;
    const deadAt = server.clock.now();
    await server.pass(MINUTE_MS);
    expect((server.openedAt[1] ?? 0) - deadAt).to.be.within(10 * SECOND_MS, 42 * SECOND_MS);
    expect(statesOf(feed.messages).slice(4, 6)).to.deep.equal(['Waiting', 'Connecting']);
  });

  it('waits for a session token that replaces an expired one, and goes on where it was', async () => {
    const server = new VirtualServer(MORNING);
    let renew: (token: SessionToken) => void = () => undefined;
    const expired: SessionToken[] = [];
    const feed = run(server, 2, {
      tokens: {
        current: async () => SESSION,
        renewed: (token) => {
          expired.push(token);
          return new Promise((resolve) => (renew = resolve));
        },
      },
    });
    await server.pass(MINUTE_MS);
    server.ack = 'NOT_OK';
    server.drop();
    await server.pass(HOUR_MS);

    expect(feed.stats.state).to.equal('Waiting');
    expect(server.openedAt).to.have.length(2);
    expect(expired).to.deep.equal([SESSION]);

    server.ack = 'OK';
    renew({ ...SESSION, token: new Secret('the-next-days-token') });
    await server.pass(MINUTE_MS);
    expect(feed.stats.state).to.equal('Live');
    const logIns = server.heard.flatMap(({ frame }) => (frame['t'] === 'a' ? frame['accesstoken'] : []));
    expect(logIns.at(-1)).to.equal('the-next-days-token');
  });

  it('asks again for a token whose updates come without a snapshot, no more often than its limit', async () => {
    const server = new VirtualServer(MORNING);
    const feed = run(server, 1);
    await server.pass(0);
    server.mostTokens = 0;
    for (let second = 0; second < 60; second += 1) {
      await server.pass(SECOND_MS);
      server.send({ t: 'tf', e: 'NSE', tk: '1000', lp: '101.00' });
    }
    const asked = server.heard.filter(({ frame }) => frame['t'] === 't').length;
    expect(asked).to.be.within(2, 5);

    server.mostTokens = 1;
    server.drop();
    await server.pass(MINUTE_MS);
    expect(feed.stats).to.include({ state: 'Live', served: 1 });
  });

  it('leaves no socket and no timer behind after a thousand reconnects, nor when it is stopped', async () => {
    const server = new VirtualServer(MORNING);
    const feed = run(server, 5, { limits: { steadyMs: 10 * SECOND_MS } });
    await server.pass(20 * SECOND_MS);
    const pending = pendingTimers(server);
    for (let time = 0; time < 1_000; time += 1) {
      server.drop();
      await server.pass(15 * SECOND_MS);
      expect(feed.stats.state).to.equal('Live');
      expect(server.open).to.equal(1);
    }

    expect(feed.stats.reconnects).to.equal(1_000);
    expect(pendingTimers(server)).to.equal(pending);
    feed.stop();
    await server.pass(SECOND_MS);
    expect(server.open).to.equal(0);
    expect(server.clock.nextDueAt).to.equal(undefined);
  });
});

/** A token that is there once: given up for dead, it is not given again. */
const once = (token: SessionToken): SessionTokens['current'] => {
  let isGiven = false;
  return async () => {
    if (isGiven) throw new Error('there is no session token');
    isGiven = true;
    return token;
  };
};

const pendingTimers = ({ clock }: VirtualServer): number => clock.actions.length;

import type { CloseCause } from '../../../src/adapter/noren/close-cause.js';
import type { OpenSocket, SocketListener } from '../../../src/adapter/noren/socket.js';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import { epochMs, SECOND_MS } from '../../../src/domain/time.js';
import type { TimeSource } from '../../../src/port/time-source.js';

const ROUND_TRIP_MS = 1;

/** A server in virtual time, as far from the feed as a socket is, that can be told how to misbehave. */
export class VirtualServer {
  readonly clock: ReplayScheduler;
  readonly time: TimeSource;
  /** When each socket was opened. */
  readonly openedAt: number[] = [];
  /** What came, with its time, over all sockets. */
  readonly heard: { readonly at: number; readonly frame: Readonly<Record<string, string>> }[] = [];
  /** Sockets that were not let go of. */
  open = 0;
  /** Log-ins, subscriptions and heartbeats are answered, and no prices come. */
  isMute = false;
  /** No ping is answered, and nothing else. */
  isDead = false;
  /** So many tokens of a connection have prices. */
  mostTokens = Infinity;
  /** The answer to a log-in; undefined for none. */
  ack: string | undefined = 'OK';
  private current: { listener: SocketListener; keys: Set<string> } | undefined;

  constructor(startAt: number) {
    this.clock = new ReplayScheduler(epochMs(startAt));
    this.time = {
      now: () => epochMs(this.clock.now()),
      realMsUntil: (at) => Math.max(0, at - this.clock.now()),
    };
  }

  readonly openSocket: OpenSocket = (_url, listener) => {
    this.openedAt.push(this.clock.now());
    this.open += 1;
    let isGone = false;
    const keys = new Set<string>();
    const peer = { listener, keys };
    this.current = peer;
    const soon = (work: () => void): void => {
      this.clock.schedule(() => {
        if (!isGone) work();
      }, ROUND_TRIP_MS);
    };
    const end = (): void => {
      if (!isGone) this.open -= 1;
      isGone = true;
    };
    soon(() => listener.opened());
    this.end = (cause) => {
      end();
      listener.closed(cause);
    };
    return {
      send: (text) => {
        const frame = JSON.parse(text) as Readonly<Record<string, string>>;
        this.heard.push({ at: this.clock.now(), frame });
        soon(() => this.answer(peer, frame));
      },
      ping: () =>
        soon(() => {
          if (!this.isDead) listener.ponged();
        }),
      close: () => soon(() => this.end({ kind: 'Closed', code: 1000, reason: '' })),
      terminate: end,
    };
  };

  /** Ends the newest socket. */
  end: (cause: CloseCause) => void = () => undefined;

  drop(): void {
    this.end({ kind: 'Closed', code: 1006, reason: '' });
  }

  send(frame: object): void {
    this.current?.listener.heard(Buffer.from(JSON.stringify(frame)));
  }

  /** Lets `ms` pass, with a price of every subscribed token each second, and what was promised meanwhile done. */
  async pass(ms: number): Promise<void> {
    const until = this.clock.now() + ms;
    await settled();
    while (this.clock.now() < until) {
      this.clock.advanceTo(epochMs(Math.min(until, this.clock.now() + SECOND_MS)));
      if (!this.isMute && !this.isDead)
        for (const key of [...(this.current?.keys ?? [])]) this.sendPrice('tf', key);
      await settled();
    }
  }

  private answer(peer: { readonly keys: Set<string> }, frame: Readonly<Record<string, string>>): void {
    if (this.isDead) return;
    if (frame['t'] === 'a' && this.ack !== undefined) this.send({ t: 'ak', uid: frame['uid'], s: this.ack });
    if (frame['t'] === 'h') this.send({ t: 'hk', hk: String(Math.floor(this.clock.now() / SECOND_MS)) });
    if (frame['t'] !== 't' || this.isMute) return;
    for (const key of (frame['k'] ?? '').split('#'))
      if (peer.keys.has(key) || peer.keys.size < this.mostTokens) {
        peer.keys.add(key);
        this.sendPrice('tk', key);
      }
  }

  private sendPrice(t: 'tk' | 'tf', key: string): void {
    const [e, tk] = key.split('|');
    this.send({ t, e, tk, lp: '100.00', v: String(Math.floor(this.clock.now() / SECOND_MS) % 1e9) });
  }
}

/** All promises that can go on have done so. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

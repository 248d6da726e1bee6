import { performance } from 'node:perf_hooks';
import * as t from 'io-ts';
import * as E from 'fp-ts/lib/Either.js';
import { WebSocket } from 'ws';
import { type EpochMs, epochMs } from '../../domain/time.js';
import type { TimeSource } from '../../port/time-source.js';

/** The time of a simulated exchange, followed from afar. */
export interface SimulatorTime extends TimeSource {
  /**
   * The time at which a frame came that tells `exchangeAt`; undefined where the simulator's clock runs by itself,
   * and the frame is of its time. Where it plays as fast as it can, time is what the frames say: it comes to
   * `exchangeAt`, so that the same frames have the same times, however fast they came.
   */
  see(exchangeAt: EpochMs): EpochMs | undefined;
  /** Resolves when the simulator has nothing more to play, or is gone, with which of these it is, as said to people. */
  readonly ended: Promise<string>;
  close(): void;
}

/** What the clock channel tells. */
const ClockTold = t.intersection([
  t.type({ now: t.number, speed: t.union([t.number, t.null]) }),
  t.partial({ ended: t.boolean }),
]);
type ClockTold = t.TypeOf<typeof ClockTold>;

const PATIENCE_MS = 3_000;

/**
 * Follows the clock of the simulator that serves the feed at `url`; undefined where there is none: nobody answers
 * at `/sim/clock` of that host, or another answer comes. Rejects never.
 */
export const simulatorTime = async (url: string): Promise<SimulatorTime | undefined> => {
  const place = clockUrlOf(url);
  if (place === undefined) return undefined;
  const asked = await askedOnce(place);
  return asked === undefined ? undefined : followed(place);
};

const clockUrlOf = (url: string): URL | undefined => {
  if (!URL.canParse(url)) return undefined;
  const place = new URL('/sim/clock', url);
  place.search = '';
  return ['ws:', 'wss:'].includes(place.protocol) ? place : undefined;
};

const askedOnce = async (place: URL): Promise<ClockTold | undefined> => {
  const http = new URL(place);
  http.protocol = place.protocol === 'wss:' ? 'https:' : 'http:';
  try {
    const response = await fetch(http, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok ? toldBy(await response.text()) : undefined;
  } catch {
    return undefined; // nobody is there: the caller goes by the wall's time, and its feed says what is wrong
  }
};

const toldBy = (text: string): ClockTold | undefined => {
  try {
    const decoded = ClockTold.decode(JSON.parse(text));
    return E.isRight(decoded) ? decoded.right : undefined;
  } catch {
    return undefined; // not JSON: another server's page
  }
};

const followed = (place: URL): Promise<SimulatorTime | undefined> =>
  new Promise((resolve) => {
    const socket = new WebSocket(place, { handshakeTimeout: PATIENCE_MS, perMessageDeflate: false });
    const hands = new Hands();
    let end: (why: string) => void = () => undefined;
    const ended = new Promise<string>((done) => {
      end = done;
    });
    socket.on('message', (data: Buffer) => {
      const told = toldBy(data.toString());
      if (told === undefined) return;
      hands.set(told);
      if (told.ended === true) end('the simulator has nothing more to play');
      resolve({
        now: () => hands.now(),
        realMsUntil: (at) => hands.realMsUntil(at),
        see: (exchangeAt) => hands.see(exchangeAt),
        ended,
        close: () => socket.close(),
      });
    });
    socket.on('error', () => resolve(undefined));
    socket.on('close', () => {
      hands.stop();
      end('the simulator is gone');
      resolve(undefined);
    });
  });

/** A clock that is set now and then, and goes on by itself in between. */
class Hands implements TimeSource {
  private latest = 0;
  private at = 0;
  private setAt = 0;
  /** Simulated for each real millisecond; 0 where time is only what was told last. */
  private pace = 0;

  set({ now, speed }: ClockTold): void {
    this.latest = Math.max(this.latest, this.now());
    this.at = speed === null && this.latest > 0 ? this.latest : now; // it runs ahead of the frames under way
    this.setAt = performance.now();
    this.pace = speed ?? 0;
  }

  see(exchangeAt: EpochMs): EpochMs | undefined {
    if (this.pace > 0) return undefined;
    this.latest = Math.max(this.latest, exchangeAt);
    return this.now();
  }

  /** Stands still from now on. */
  stop(): void {
    this.set({ now: this.now(), speed: 0 });
  }

  now(): EpochMs {
    this.latest = Math.max(this.latest, Math.floor(this.at + (performance.now() - this.setAt) * this.pace));
    return epochMs(this.latest);
  }

  realMsUntil(at: EpochMs): number {
    const simulatedMs = at - this.now();
    return simulatedMs <= 0 ? 0 : this.pace === 0 ? Infinity : simulatedMs / this.pace;
  }
}

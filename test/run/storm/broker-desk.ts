import { createHash } from 'node:crypto';
import type { Random } from '../../../src/adapter/generator/random.js';
import type { Simulator } from '../../../src/adapter/noren/simulator/start-simulator.js';
import type { Instrument } from '../../../src/domain/instrument.js';
import { Secret } from '../../../src/domain/secret.js';
import type { SessionToken, SessionTokens } from '../../../src/port/session-tokens.js';

type Row = Readonly<Record<string, string>>;

/** Calls the REST API of a simulated exchange as its description says, and nothing else of this project. */
export class BrokerDesk implements SessionTokens {
  private session: SessionToken;
  private readonly base: string;
  private readonly acts: Promise<void>[] = [];
  /** Calls that may never be answered. */
  private readonly leaving = new AbortController();

  constructor(private readonly simulator: Simulator) {
    this.base = simulator.url.replace(/^ws/, 'http');
    this.session = this.sessionOf(simulator.token);
  }

  get token(): string {
    return this.session.token.reveal();
  }

  current(): Promise<SessionToken> {
    return Promise.resolve(this.session);
  }

  /** Logs in anew, as often as it takes. */
  async renewed(expired: SessionToken, signal: AbortSignal): Promise<SessionToken> {
    while (this.session === expired) {
      signal.throwIfAborted();
      const token = await this.logIn();
      if (token !== undefined) this.session = this.sessionOf(token);
      else await new Promise((resolve) => setImmediate(resolve));
    }
    return this.session;
  }

  /** Places an order, or changes one; nobody waits for what comes of it. */
  act(act: 'place' | 'cancel' | 'modify', instruments: readonly Instrument[], random: Random): void {
    this.acts.push(this.acted(act, instruments, random).catch(() => undefined)); // the answer was one of the faults
  }

  /** Resolves when all that was asked has been answered, or never will be. */
  async idle(): Promise<void> {
    await Promise.all(this.acts);
  }

  /** Every order of the day and all that was told of it, oldest first; once nothing goes wrong any more. */
  async stories(): Promise<readonly (readonly Row[])[]> {
    const book = await this.rows('OrderBook', {});
    const stories: (readonly Row[])[] = [];
    for (const { norenordno = '' } of book.toReversed())
      stories.push((await this.rows('SingleOrdHist', { norenordno })).toReversed());
    return stories;
  }

  leave(): void {
    this.leaving.abort();
  }

  private async acted(
    act: 'place' | 'cancel' | 'modify',
    instruments: readonly Instrument[],
    random: Random,
  ): Promise<void> {
    const { exchange: exch, tradingSymbol: tsym } =
      instruments[random.integer(0, instruments.length - 1)] ?? {};
    const side = random.chance(0.5) ? 'B' : 'S';
    const price = random.integer(1, 20) * 5_000;
    const quantity = String(random.integer(1, 9));
    const which = random.uniform();
    const { uid, accountId } = this.simulator.user;
    if (act === 'place') {
      await this.call('PlaceOrder', {
        ...{ uid, actid: accountId, exch, tsym, qty: quantity, prc: String(price), prd: 'I' },
        ...{ trantype: side, prctyp: 'LMT', ret: 'DAY', remarks: `storm ${price}` },
      });
      return;
    }
    const open = (await this.rows('OrderBook', {})).filter(({ status }) => status === 'OPEN');
    const order = open[Math.floor(which * open.length)];
    if (order === undefined) return;
    const { norenordno, exch: at, tsym: of } = order;
    if (act === 'cancel') await this.call('CancelOrder', { uid, norenordno });
    else
      await this.call('ModifyOrder', {
        ...{ uid, norenordno, exch: at, tsym: of, qty: quantity, prc: String(price), prctyp: 'LMT' },
      });
  }

  private async rows(
    name: string,
    fields: Readonly<Record<string, string | undefined>>,
  ): Promise<readonly Row[]> {
    const answer = await this.call(name, { uid: this.simulator.user.uid, ...fields });
    return Array.isArray(answer) ? (answer as readonly Row[]) : [];
  }

  private async call(name: string, data: Readonly<Record<string, string | undefined>>): Promise<unknown> {
    const response = await fetch(`${this.base}/NorenWClientAPI/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.token}` },
      body: `jData=${JSON.stringify(data)}`,
      signal: this.leaving.signal,
    });
    return response.json();
  }

  private async logIn(): Promise<string | undefined> {
    const { uid, password, clientId, secretCode } = this.simulator.user;
    try {
      const answer = await this.call('QuickAuth', {
        ...{ source: 'API', apkversion: '1.0.0', uid, pwd: sha256(password), factor2: '000000' },
        ...{ vc: clientId, appkey: sha256(`${uid}|${secretCode}`), imei: 'a test' },
      });
      return (answer as { readonly susertoken?: string }).susertoken;
    } catch {
      return undefined; // a page in place of an answer: again
    }
  }

  private sessionOf(token: string): SessionToken {
    const { uid, accountId } = this.simulator.user;
    return { uid, accountId, token: new Secret(token) };
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

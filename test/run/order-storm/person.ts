import type { Random } from '../../../src/adapter/generator/random.js';
import type { Simulator } from '../../../src/adapter/noren/simulator/start-simulator.js';

export type Row = Readonly<Record<string, string>>;

/** Somebody who looks after the same account in another program: calls the REST API and nothing else of this project. */
export class Person {
  private readonly acts: Promise<void>[] = [];
  private readonly leaving = new AbortController();

  constructor(
    private readonly simulator: Simulator,
    private readonly random: Random,
  ) {}

  /**
   * Cancels an open order of the account, whosever it is, changes one to a limit order, or places one; nobody waits for
   * it.
   */
  act(act: 'place' | 'cancel' | 'modify'): void {
    this.acts.push(this.acted(act).catch(() => undefined)); // the answer was one of the faults
  }

  /** As {@link act}; resolves when the broker has answered. */
  done(act: 'place' | 'cancel' | 'modify'): Promise<void> {
    return this.acted(act);
  }

  /** Waits for no answer any more, some of which never come. */
  async leave(): Promise<void> {
    this.leaving.abort();
    await Promise.all(this.acts);
  }

  rows(name: 'OrderBook' | 'TradeBook' | 'PositionBook', signal?: AbortSignal): Promise<readonly Row[]> {
    const { uid, accountId: actid } = this.simulator.user;
    return this.call(name, { uid, actid }, signal).then((answer) =>
      Array.isArray(answer) ? (answer as readonly Row[]) : [],
    );
  }

  private async acted(act: 'place' | 'cancel' | 'modify'): Promise<void> {
    const { uid, accountId: actid } = this.simulator.user;
    const { signal } = this.leaving;
    const which = this.random.uniform();
    const price = (99 + this.random.integer(0, 40) / 20).toFixed(2);
    const qty = String(this.random.integer(1, 9));
    if (act === 'place') {
      await this.call(
        'PlaceOrder',
        {
          ...{ uid, actid, exch: 'NSE', tsym: 'ACC-EQ', qty, prc: price, prd: 'M' },
          ...{ trantype: 'B', prctyp: 'LMT', ret: 'DAY', remarks: 'by hand' },
        },
        signal,
      );
      return;
    }
    const open = (await this.rows('OrderBook', signal)).filter(
      ({ status }) => status === 'OPEN' || status === 'TRIGGER_PENDING',
    );
    const { norenordno, exch, tsym } = open[Math.floor(which * open.length)] ?? {};
    if (norenordno === undefined) return;
    if (act === 'cancel') await this.call('CancelOrder', { uid, norenordno }, signal);
    else
      await this.call('ModifyOrder', { uid, norenordno, exch, tsym, qty, prc: price, prctyp: 'LMT' }, signal);
  }

  private async call(
    name: string,
    data: Readonly<Record<string, string | undefined>>,
    signal?: AbortSignal,
  ): Promise<unknown> {
    const response = await fetch(`${this.simulator.url.replace(/^ws/, 'http')}/NorenWClientAPI/${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.simulator.token}` },
      body: `jData=${JSON.stringify(data).replaceAll('&', '\\u0026')}`,
      ...(signal === undefined ? {} : { signal }),
    });
    return response.json();
  }
}

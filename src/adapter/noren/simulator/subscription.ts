import type { Scrip } from './scrip.js';
import { TOUCHLINE_KEY_COUNT, WIRE_KEYS } from './wire-field.js';

/** A touchline or the depth of a scrip. */
export type Mode = 't' | 'd';

/** Told, but not as it is: no text of a scrip. */
const DISTRUSTED = '?';

const PREFIXES = WIRE_KEYS.map((key) => `,"${key}":"`);

/** What one connection has been told of one scrip in one mode: of what it is told next, only what is different. */
export class Subscription {
  /** By {@link WIRE_KEYS}; an empty text was never told. */
  private readonly sent: string[];
  /** The scrip's version then. */
  private seen = 0;
  private readonly head: string;
  private isTold = false;
  /** Whether what {@link delta} gave last was a whole snapshot. */
  hasBegunAnew = false;

  constructor(
    readonly scrip: Scrip,
    readonly mode: Mode,
  ) {
    this.sent = new Array<string>(mode === 't' ? TOUCHLINE_KEY_COUNT : WIRE_KEYS.length).fill('');
    this.head = `{"t":"${mode}f","e":${JSON.stringify(scrip.exchange)},"tk":${JSON.stringify(scrip.number)}`;
  }

  /** Whether it has had its snapshot. */
  get isServed(): boolean {
    return this.isTold;
  }

  /** A `tk` or `dk`: all that is known. */
  snapshot(): string {
    const { texts } = this.scrip;
    let frame = nameOf(this.scrip, `${this.mode}k`).slice(0, -1);
    for (let i = 0; i < this.sent.length; i += 1) {
      const text = texts[i] ?? '';
      this.sent[i] = text;
      if (text !== '') frame += `${PREFIXES[i] ?? ''}${text}"`;
    }
    this.seen = this.scrip.version;
    this.isTold = true;
    return `${frame}}`;
  }

  /** What it was told is not to be relied on: the next change tells all, and what has no value any more, too. */
  distrust(): void {
    for (let i = 0; i < this.sent.length; i += 1) if (this.sent[i] !== '') this.sent[i] = DISTRUSTED;
    this.seen = 0;
  }

  /**
   * A `tf` or `df` of what is different; undefined where nothing is. A whole snapshot in its place where the scrip
   * has lost a value (a new day begins without yesterday's): a change cannot tell that.
   */
  delta(): string | undefined {
    const { texts, changedAt, version } = this.scrip;
    const { seen, sent } = this;
    let frame = '';
    this.hasBegunAnew = false;
    for (let i = 0; i < sent.length; i += 1) {
      if ((changedAt[i] ?? 0) <= seen) continue;
      const text = texts[i] ?? '';
      if (text === sent[i]) continue;
      if (text === '') {
        this.hasBegunAnew = true;
        return this.snapshot();
      }
      sent[i] = text;
      frame += `${PREFIXES[i] ?? ''}${text}"`;
    }
    this.seen = version;
    return frame === '' ? undefined : `${this.head}${frame}}`;
  }
}

/** What a snapshot tells besides values. */
const nameOf = (scrip: Scrip, type: string): string => {
  const { exchange, number, instrument, decimals } = scrip;
  return JSON.stringify({
    t: type,
    e: exchange,
    tk: number,
    ts: feedNameOf(scrip),
    pp: String(decimals),
    ls: String(instrument?.lotSize ?? 1),
    ti: (instrument?.tickSize ?? 0.05).toFixed(decimals),
  });
};

/** The feed calls an index by its display name, which the master has as its symbol. */
export const feedNameOf = ({ instrument, number }: Scrip): string =>
  instrument === undefined
    ? number
    : instrument.kind === 'INDEX'
      ? instrument.symbol
      : instrument.tradingSymbol;

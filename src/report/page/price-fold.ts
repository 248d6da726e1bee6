import { type DayVolume, dayVolume, nextDayVolume, tradedSince } from '../../domain/day-volume.js';
import type { Instrument } from '../../domain/instrument.js';
import { sessionDayOf } from '../../domain/session.js';
import type { Tick } from '../../domain/tick.js';
import type { EpochMs } from '../../domain/time.js';
import { CandleFold } from '../candle-fold.js';
import type { PagePlot, PageToken } from './report-page.js';

/** Lines over the prices of one token; a strategy that names its values anew each time does not fill the page. */
const PLOTS = 32;

/** The prices of one token and what is drawn over them. */
export class PriceFold {
  private readonly candles: CandleFold;
  private readonly plots = new Map<
    string,
    { readonly strategy: string; readonly name: string; fold: CandleFold }
  >();
  private readonly leftOut = new Set<string>();
  private lastPrice: number | undefined = undefined;
  private counted: DayVolume = dayVolume(0);
  private day = NaN;

  constructor(
    private readonly instrument: Instrument,
    private readonly limit: number,
  ) {
    this.candles = new CandleFold(limit);
  }

  tick({ at, last, volume }: Tick): void {
    if (last === undefined) return;
    this.lastPrice = last;
    this.candles.take(at, last, volume === undefined ? 0 : this.traded(at, volume));
  }

  plotted(at: EpochMs, strategy: string, values: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(values)) this.plot(strategy, name)?.take(at, value, 0);
  }

  get last(): number | null {
    return this.lastPrice ?? null;
  }

  page(): PageToken {
    const { token, name, tickSize } = this.instrument;
    return {
      token,
      instrument: name,
      tickSize: tickSize ?? null,
      candles: this.candles.candles(),
      plots: [...this.plots.values()].map(plotOf),
      plotsLeftOut: this.leftOut.size,
    };
  }

  /** What was traded since the tick before; none at the first of a session. */
  private traded(at: EpochMs, volume: number): number {
    const day = sessionDayOf(at);
    const { counted } = this;
    const isFirst = day !== this.day;
    this.day = day;
    this.counted = isFirst ? dayVolume(volume) : nextDayVolume(counted, volume);
    return isFirst ? 0 : tradedSince(counted, volume);
  }

  private plot(strategy: string, name: string): CandleFold | undefined {
    const key = JSON.stringify([strategy, name]);
    const known = this.plots.get(key);
    if (known !== undefined) return known.fold;
    if (this.plots.size >= PLOTS) {
      if (this.leftOut.size < 1000) this.leftOut.add(key);
      return undefined;
    }
    const fold = new CandleFold(this.limit);
    this.plots.set(key, { strategy, name, fold });
    return fold;
  }
}

const plotOf = ({
  strategy,
  name,
  fold,
}: {
  readonly strategy: string;
  readonly name: string;
  readonly fold: CandleFold;
}): PagePlot => {
  const { at, close } = fold.candles();
  return { strategy, name, at, value: close };
};

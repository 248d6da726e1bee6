import type {
  IPrimitivePaneRenderer,
  IPrimitivePaneView,
  ISeriesApi,
  ISeriesPrimitive,
  Logical,
  SeriesAttachedParameter,
  SeriesType,
  Time,
} from 'lightweight-charts';
import { palette, type Palette } from '../shell/theme.js';
import { cross, line, ring, triangle } from './shapes.js';
import { placeOf } from './candle-series.js';
import { Cells } from './cells.js';

/** By their places sides are told. */
export const SIDES: readonly string[] = ['BUY', 'SELL'];

/** Columns of moments at prices, in the order of time: signals, or executions. */
export interface Points {
  readonly at: readonly number[];
  readonly price: readonly number[];
  /** Places in `SIDES`; −1 for none. */
  readonly side: readonly number[];
  readonly isRefused: readonly boolean[];
  /** What a click on it opens; null for nothing. */
  readonly decision: readonly (number | null)[];
}

/** Columns of prices at which orders waited, from a moment to another. */
export interface Levels {
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly price: readonly number[];
  readonly side: readonly number[];
  readonly isStop: readonly boolean[];
}

/** Columns of trades: lines from entries to exits. */
export interface Legs {
  readonly from: readonly number[];
  readonly entry: readonly number[];
  readonly to: readonly number[];
  readonly exit: readonly number[];
  readonly isGain: readonly boolean[];
}

/** All that is drawn over the candles of one token. */
export interface Marks {
  readonly signals: Points;
  readonly fills: Points;
  readonly levels: Levels;
  readonly legs: Legs;
}

export type Layer = keyof Marks;

const NO_POINTS: Points = { at: [], price: [], side: [], isRefused: [], decision: [] };
export const NO_MARKS: Marks = {
  signals: NO_POINTS,
  fills: NO_POINTS,
  levels: { from: [], to: [], price: [], side: [], isStop: [] },
  legs: { from: [], entry: [], to: [], exit: [], isGain: [] },
};

/** Where moments stand among the candles: 3.25 is in the fourth, before its middle. */
interface Stands {
  readonly signals: Float64Array;
  readonly fills: Float64Array;
  readonly levels: readonly [Float64Array, Float64Array];
  readonly legs: readonly [Float64Array, Float64Array];
}

/** How near a click must come, px. */
const REACH = 9;
/** From the tip of a triangle to its foot, px. */
const TIP = 10;
/** What reaches this far beyond the edge is drawn, px. */
const EDGE = 10;

/**
 * Draws marks over a series of candles: of hundreds of thousands those that are seen, and of those that would cover one
 * another one.
 */
export class MarksOverCandles implements ISeriesPrimitive<Time> {
  private chart: SeriesAttachedParameter<Time>['chart'] | undefined = undefined;
  private series: ISeriesApi<SeriesType> | undefined = undefined;
  private redraw: () => void = () => undefined;
  private marks: Marks = NO_MARKS;
  private stands: Stands = standsOf(NO_MARKS, [], 1);
  private hidden: ReadonlySet<string> = new Set();
  private origin = 0;
  private spacing = 1;
  /** Coordinates of prices: y = zero + price · scale. */
  private zero = 0;
  private scale = 0;
  private readonly cells = new Cells();
  private readonly view: IPrimitivePaneView = {
    zOrder: () => 'top',
    renderer: (): IPrimitivePaneRenderer => ({
      draw: (target) =>
        target.useMediaCoordinateSpace(({ context, mediaSize: { width, height } }) =>
          this.draw(context, width, height),
        ),
    }),
  };

  attached({ chart, series, requestUpdate }: SeriesAttachedParameter<Time>): void {
    this.chart = chart;
    this.series = series;
    this.redraw = requestUpdate;
  }

  paneViews(): readonly IPrimitivePaneView[] {
    return [this.view];
  }

  /** `startAt` are the beginnings of the candles below. Layers that are `hidden` are not drawn, nor found. */
  show(marks: Marks, startAt: readonly number[], widthMs: number, hidden: ReadonlySet<string>): void {
    this.marks = marks;
    this.stands = standsOf(marks, startAt, widthMs);
    this.hidden = hidden;
    this.redraw();
  }

  /** What a click at a point of the pane opens: that of the nearest mark within reach. */
  at(x: number, y: number): number | undefined {
    this.measure();
    let nearest: number | undefined;
    let best = REACH * REACH;
    for (const layer of ['signals', 'fills'] as const) {
      if (this.hidden.has(layer)) continue;
      const stands = this.stands[layer];
      const { price, side, decision } = this.marks[layer];
      for (let i = this.firstSeen(stands, x - REACH); i < stands.length; i += 1) {
        const markX = this.x(stands[i] ?? 0);
        if (markX > x + REACH) break;
        const middle = layer === 'signals' ? 0 : side[i] === 1 ? -TIP / 2 : TIP / 2;
        const distance = (markX - x) ** 2 + (this.y(price[i] ?? 0) + middle - y) ** 2;
        if (distance >= best || decision[i] === null) continue;
        best = distance;
        nearest = decision[i] ?? undefined;
      }
    }
    return nearest;
  }

  private draw(context: CanvasRenderingContext2D, width: number, height: number): void {
    if (!this.measure()) return;
    const colours = palette();
    this.cells.begin(width, height);
    context.save();
    context.lineWidth = 1;
    if (!this.hidden.has('levels')) this.drawLevels(context, width, colours);
    if (!this.hidden.has('legs')) this.drawLegs(context, width, colours);
    context.setLineDash([]);
    for (const layer of ['signals', 'fills'] as const)
      if (!this.hidden.has(layer)) this.drawPoints(context, width, layer, colours);
    context.restore();
  }

  private drawLevels(context: CanvasRenderingContext2D, width: number, colours: Palette): void {
    const [from, to] = this.stands.levels;
    const { price, side, isStop } = this.marks.levels;
    for (let i = 0; i < from.length; i += 1) {
      const [x1, x2, y] = [this.x(from[i] ?? 0), this.x(to[i] ?? 0), this.y(price[i] ?? 0)];
      if (x2 < 0 || x1 > width) continue;
      const isShort = x2 - x1 < 2 * EDGE;
      if (isShort && !this.cells.isNew(isStop[i] === true ? 0 : 1, x1, y)) continue;
      context.setLineDash(isStop[i] === true ? [5, 3] : [1, 3]);
      context.strokeStyle =
        isStop[i] === true ? (colours.series[1] ?? '') : side[i] === 0 ? colours.gain : colours.loss;
      line(context, x1, y, Math.max(x2, x1 + 2), y);
    }
  }

  private drawLegs(context: CanvasRenderingContext2D, width: number, colours: Palette): void {
    const [from, to] = this.stands.legs;
    const { entry, exit, isGain } = this.marks.legs;
    context.setLineDash([2, 2]);
    for (let i = 0; i < from.length; i += 1) {
      const [x1, x2, y1, y2] = [
        this.x(from[i] ?? 0),
        this.x(to[i] ?? 0),
        this.y(entry[i] ?? 0),
        this.y(exit[i] ?? 0),
      ];
      if (x2 < 0 || x1 > width) continue;
      const isShort = x2 - x1 + Math.abs(y2 - y1) < 2 * EDGE;
      if (isShort && !this.cells.isNew(isGain[i] === true ? 2 : 3, (x1 + x2) / 2, (y1 + y2) / 2)) continue;
      context.strokeStyle = isGain[i] === true ? colours.gain : colours.loss;
      line(context, x1, y1, x2, y2);
    }
  }

  private drawPoints(
    context: CanvasRenderingContext2D,
    width: number,
    layer: 'signals' | 'fills',
    colours: Palette,
  ): void {
    const stands = this.stands[layer];
    const { price, side, isRefused } = this.marks[layer];
    for (let i = this.firstSeen(stands, -EDGE); i < stands.length; i += 1) {
      const x = this.x(stands[i] ?? 0);
      if (x > width + EDGE) break;
      const y = this.y(price[i] ?? 0);
      const of = side[i] ?? -1;
      if (!this.cells.isNew((layer === 'fills' ? 4 : isRefused[i] === true ? 7 : 10) + of + 1, x, y))
        continue;
      const colour = of === 0 ? colours.gain : of === 1 ? colours.loss : colours.muted;
      if (layer === 'fills') triangle(context, x, y, of === 1 ? -1 : 1, colour, colours.surface);
      else if (isRefused[i] === true) cross(context, x, y, colour);
      else ring(context, x, y, colour, colours.surface);
    }
  }

  /** The first place whose mark is not left of `x`. */
  private firstSeen(stands: Float64Array, x: number): number {
    return placeOf(stands, (x - this.origin) / this.spacing - 1e-9) + 1;
  }

  private x(stand: number): number {
    return this.origin + stand * this.spacing;
  }

  private y(price: number): number {
    return this.zero + price * this.scale;
  }

  /**
   * Where the first candle stands and how far it is to the next, since the chart tells of whole places alone; and of the
   * prices, which lie on a linear scale. False where there is nothing to measure yet.
   */
  private measure(): boolean {
    const { chart, series } = this;
    const [first, second] = [0, 1].map((place) => chart?.timeScale().logicalToCoordinate(place as Logical));
    const range = series?.priceScale().getVisibleRange();
    if (first === null || first === undefined || second === null || second === undefined) return false;
    if (range === null || range === undefined || series === undefined) return false;
    const [bottom, top] = [series.priceToCoordinate(range.from), series.priceToCoordinate(range.to)];
    if (bottom === null || top === null || range.to === range.from) return false;
    this.origin = first;
    this.spacing = second - first;
    this.scale = (top - bottom) / (range.to - range.from);
    this.zero = bottom - range.from * this.scale;
    return true;
  }
}

const standsOf = (
  { signals, fills, levels, legs }: Marks,
  startAt: readonly number[],
  widthMs: number,
): Stands => {
  const standOf = (at: number): number => {
    const place = placeOf(startAt, at);
    if (place < 0) return 0;
    const within = Math.min(0.999, (at - (startAt[place] ?? at)) / widthMs);
    return place + (within - 0.5) * 0.8;
  };
  const stands = (moments: readonly number[]): Float64Array => Float64Array.from(moments, standOf);
  return {
    signals: stands(signals.at),
    fills: stands(fills.at),
    levels: [stands(levels.from), stands(levels.to)],
    legs: [stands(legs.from), stands(legs.to)],
  };
};

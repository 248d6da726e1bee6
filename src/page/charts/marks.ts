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
import { palette } from '../shell/theme.js';
import { placeOf } from './candle-series.js';

/** A point over the prices. `order` finds what it belongs to. */
export interface Mark {
  readonly at: number;
  readonly price: number;
  readonly side: 'BUY' | 'SELL' | null;
  readonly kind: 'fill' | 'signal' | 'refused';
  readonly decision: number | undefined;
  readonly orderId: string;
}

/** A price at which an order waited, from a moment to another. */
export interface Level {
  readonly from: number;
  readonly to: number;
  readonly price: number;
  readonly kind: 'stop' | 'limit';
  readonly side: 'BUY' | 'SELL';
}

/** A trade: the line from its entry to its exit. */
export interface Leg {
  readonly from: number;
  readonly entry: number;
  readonly to: number;
  readonly exit: number;
  readonly isGain: boolean;
}

/** All that is drawn over the candles of one token. Each list in the order of time. */
export interface Marks {
  readonly marks: readonly Mark[];
  readonly levels: readonly Level[];
  readonly legs: readonly Leg[];
}

export const NO_MARKS: Marks = { marks: [], levels: [], legs: [] };

/** How near a click must come, px. */
const REACH = 9;

/** Draws marks over a series of candles: of many thousands those that are seen. */
export class MarksOverCandles implements ISeriesPrimitive<Time> {
  private chart: SeriesAttachedParameter<Time>['chart'] | undefined = undefined;
  private series: ISeriesApi<SeriesType> | undefined = undefined;
  private redraw: () => void = () => undefined;
  private marks: Marks = NO_MARKS;
  private startAt: readonly number[] = [];
  private widthMs = 1;
  private origin = 0;
  private spacing = 1;
  private readonly view: IPrimitivePaneView = {
    zOrder: () => 'top',
    renderer: (): IPrimitivePaneRenderer => ({
      draw: (target) =>
        target.useMediaCoordinateSpace(({ context, mediaSize }) => this.draw(context, mediaSize.width)),
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

  /** `startAt` are the beginnings of the candles below. */
  show(marks: Marks, startAt: readonly number[], widthMs: number): void {
    this.marks = marks;
    this.startAt = startAt;
    this.widthMs = widthMs;
    this.redraw();
  }

  /** The mark nearest to a point of the pane, within reach. */
  at(x: number, y: number): Mark | undefined {
    let nearest: Mark | undefined;
    let best = REACH * REACH;
    for (const mark of this.marks.marks) {
      const markX = this.x(mark.at);
      if (Math.abs(markX - x) > REACH) continue;
      const markY = this.y(mark.price);
      if (markY === null) continue;
      const distance = (markX - x) ** 2 + (markY - y) ** 2;
      if (distance >= best) continue;
      best = distance;
      nearest = mark;
    }
    return nearest;
  }

  private draw(context: CanvasRenderingContext2D, width: number): void {
    this.measure();
    const colours = palette();
    const { marks, levels, legs } = this.marks;
    context.save();
    context.lineWidth = 1;
    for (const { from, to, price, kind, side } of levels) {
      const [x1, x2, y] = [this.x(from), this.x(to), this.y(price)];
      if (y === null || x2 < 0 || x1 > width) continue;
      context.setLineDash(kind === 'stop' ? [5, 3] : [1, 3]);
      context.strokeStyle =
        kind === 'stop' ? (colours.series[1] ?? '') : side === 'BUY' ? colours.gain : colours.loss;
      line(context, x1, y, Math.max(x2, x1 + 2), y);
    }
    context.setLineDash([2, 2]);
    for (const { from, entry, to, exit, isGain } of legs) {
      const [x1, x2, y1, y2] = [this.x(from), this.x(to), this.y(entry), this.y(exit)];
      if (y1 === null || y2 === null || x2 < 0 || x1 > width) continue;
      context.strokeStyle = isGain ? colours.gain : colours.loss;
      line(context, x1, y1, x2, y2);
    }
    context.setLineDash([]);
    for (const { at, price, side, kind } of marks) {
      const x = this.x(at);
      if (x < -10 || x > width + 10) continue;
      const y = this.y(price);
      if (y === null) continue;
      const colour = side === 'BUY' ? colours.gain : side === 'SELL' ? colours.loss : colours.muted;
      if (kind === 'fill') triangle(context, x, y, side === 'SELL' ? -1 : 1, colour, colours.surface);
      else if (kind === 'signal') ring(context, x, y, colour, colours.surface);
      else cross(context, x, y, colour);
    }
    context.restore();
  }

  private x(at: number): number {
    const place = placeOf(this.startAt, at);
    const within = Math.min(0.999, (at - (this.startAt[place] ?? at)) / this.widthMs);
    return this.origin + (place < 0 ? 0 : place + (within - 0.5) * 0.8) * this.spacing;
  }

  /** Where the first candle stands and how far it is to the next; the chart tells of whole places alone. */
  private measure(): void {
    const scale = this.chart?.timeScale();
    this.origin = scale?.logicalToCoordinate(0 as Logical) ?? -1e6;
    this.spacing = (scale?.logicalToCoordinate(1 as Logical) ?? this.origin) - this.origin;
  }

  private y(price: number): number | null {
    return this.series?.priceToCoordinate(price) ?? null;
  }
}

const line = (context: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void => {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
};

/** Its tip is at the price. */
const triangle = (
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  up: 1 | -1,
  fill: string,
  edge: string,
): void => {
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - 5.5, y + 10 * up);
  context.lineTo(x + 5.5, y + 10 * up);
  context.closePath();
  context.fillStyle = fill;
  context.strokeStyle = edge;
  context.fill();
  context.stroke();
};

const ring = (
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  colour: string,
  fill: string,
): void => {
  context.beginPath();
  context.arc(x, y, 3.5, 0, 2 * Math.PI);
  context.fillStyle = fill;
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  context.stroke();
  context.lineWidth = 1;
};

const cross = (context: CanvasRenderingContext2D, x: number, y: number, colour: string): void => {
  context.lineWidth = 1.5;
  context.strokeStyle = colour;
  line(context, x - 3, y - 3, x + 3, y + 3);
  line(context, x - 3, y + 3, x + 3, y - 3);
  context.lineWidth = 1;
};

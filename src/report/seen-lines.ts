import type { Bar } from '../domain/bar.js';
import { countText } from '../domain/count-text.js';
import type { Event } from '../domain/event.js';
import type { Instrument } from '../domain/instrument.js';
import { istTextOf } from '../domain/session.js';
import type { Tick } from '../domain/tick.js';
import { priceText, unitsText } from './figure-text.js';

/** The event that a strategy was shown, for people. */
export const seenLines = (event: Event, instrument: Instrument): readonly string[] => {
  switch (event.kind) {
    case 'Tick':
      return tickLines(event, instrument);
    case 'Bar':
      return barLines(event, instrument);
    case 'OrderUpdate':
      return [`${event.order.id} ${event.order.state} (entry ${event.seq})`];
    case 'UnexpectedUpdate':
      return [`an answer to ${event.orderId} that could not be (entry ${event.seq})`];
    case 'ClockTicked':
      return [`a second of the clock (entry ${event.seq})`];
    case 'Command':
      return [`the command ${event.command} by ${event.by}: ${event.reason} (entry ${event.seq})`];
    case 'FeedEvent':
      return [`${event.event} of the feed: ${event.detail} (entry ${event.seq})`];
  }
};

const barLines = (bar: Bar, instrument: Instrument): readonly string[] => {
  const [open, high, low, close] = [bar.open, bar.high, bar.low, bar.close].map((price) =>
    priceText(price, instrument),
  );
  return [
    `bar ${bar.seq} of ${bar.spec}, ${timeOf(bar.openAt)} to ${timeOf(bar.closeAt)}: open ${open}, high ${high}, low ${low}, close ${close}`,
    `volume ${unitsText(bar.volume)} in ${countText(bar.ticks, 'tick')}`,
  ];
};

const tickLines = (tick: Tick, instrument: Instrument): readonly string[] => {
  const price = (value: number | undefined): string =>
    value === undefined ? 'none' : priceText(value, instrument);
  const quoted = (side: string, at: number | undefined, quantity: number | undefined): string =>
    `${side} ${price(at)}${quantity === undefined ? '' : ` × ${unitsText(quantity)}`}`;
  const told = tick.exchangeAt === undefined ? '' : `, told by the exchange at ${timeOf(tick.exchangeAt)}`;
  return [
    `tick ${tick.seq}: last ${price(tick.last)}, ${quoted('bid', tick.bid, tick.bidQuantity)}, ${quoted('ask', tick.ask, tick.askQuantity)}`,
    `${tick.volume === undefined ? '' : `volume ${unitsText(tick.volume)}, `}received ${timeOf(tick.receivedAt)}${told}`,
  ];
};

const timeOf = (at: Tick['receivedAt']): string => istTextOf(at).slice(11, 23);

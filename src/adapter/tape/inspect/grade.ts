import type { NumberField, RowForm } from '../../../codec/tape-field.js';
import type { InspectedGroup } from '../../../codec/inspection.js';

export type Grade = InspectedGroup['grade'];

/** What the data is good for, by the columns that have values. */
export const gradeOf = (form: RowForm, fields: ReadonlySet<NumberField>): Grade => {
  if (form === 'bars') return 'bars';
  if (form === 'quoteBars') return 'quote bars';
  const isTwoSided = fields.has('bid') && fields.has('ask');
  if (isTwoSided && (fields.has('bid2') || fields.has('ask2'))) return 'depth';
  if (isTwoSided) return fields.has('last') ? 'touchline' : 'quotes';
  if (fields.has('last')) return 'last';
  if (fields.has('bid') || fields.has('ask')) return 'quotes';
  return fields.has('openInterest') ? 'open interest' : 'none';
};

/** What of a backtest's result can be relied on with this grade, and what cannot. */
export interface Reliance {
  readonly trust: readonly string[];
  readonly doubt: readonly string[];
}

export const relianceOf = (grade: Grade, fields: ReadonlySet<NumberField>): Reliance => {
  const { trust, doubt } = RELIANCE[grade];
  const hasSizes = fields.has('bidQuantity') || fields.has('askQuantity');
  const hasVolume = fields.has('volume') || fields.has('volumeDelta');
  return {
    trust: [...trust, ...(hasVolume ? ['volume: what is weighted by it, such as VWAP'] : [])],
    doubt: [
      ...doubt,
      ...(grade === 'quotes' || grade === 'touchline'
        ? [
            hasSizes
              ? 'orders larger than the best quantity: the rest trades a tick beyond, by belief'
              : 'sizes: no quantities',
          ]
        : []),
      ...(hasVolume || grade === 'none' || grade === 'open interest'
        ? []
        : ['volume: there is none, so VWAP and the like stay silent']),
    ],
  };
};

const RELIANCE: Readonly<Record<Grade, Reliance>> = {
  depth: {
    trust: ['market orders at bid and ask, the spread paid', 'the book, five levels, as strategies see it'],
    doubt: ['orders larger than the levels that are shown', 'your place in the queue: it is estimated'],
  },
  touchline: {
    trust: ['market orders at bid and ask, the spread paid'],
    doubt: ['limit orders that wait: your place in the queue is estimated'],
  },
  quotes: {
    trust: ['market orders where that side is quoted'],
    doubt: ['signals on the last price: there is none', 'limit orders that wait: your place in the queue'],
  },
  last: {
    trust: ['signals on the last price'],
    doubt: [
      'fills: there is no bid or ask, the spread they pay is made up',
      'limit orders: filled only when a trade went through their price',
    ],
  },
  bars: {
    trust: [
      'signals on bars, known only at their end',
      'fills: never better than what the bar had shown by then, a stop before a target',
    ],
    doubt: [
      'what happens inside a bar: the way through it is made up',
      'the spread: there is no bid or ask, the one that fills pay is made up',
    ],
  },
  'quote bars': {
    trust: ['market orders at bid and ask inside the bar, the spread paid'],
    doubt: [
      'signals on the last price: there is none',
      'a stop and a target inside one bar: which came first is a guess',
    ],
  },
  'open interest': {
    trust: ['open interest, beside files with prices'],
    doubt: ['fills: there are no prices, so nothing is ever traded on this file alone'],
  },
  none: { trust: [], doubt: ['everything: no row has a price, bid or ask'] },
};

import type { OpenPositions } from '../../codec/control/answer.js';
import { plainTable } from './plain-table.js';
import { rupeesText } from './rupees-text.js';

/** What a session holds as a table, by strategy. */
export const openPositionsText = (positions: OpenPositions): string =>
  positions.length === 0
    ? 'no positions'
    : plainTable(
        [
          'Strategy',
          'Instrument',
          'Quantity',
          'Average ₹',
          'Last ₹',
          'Unrealised ₹',
          'Realised ₹',
          'Charges ₹',
        ],
        positions.map(
          ({ strategy, instrument, quantity, averagePrice, last, unrealised, realised, charges }) => [
            strategy,
            instrument,
            String(quantity),
            rupeesText(averagePrice),
            rupeesText(last),
            rupeesText(unrealised),
            rupeesText(realised),
            rupeesText(charges),
          ],
        ),
        [0, 1],
      );

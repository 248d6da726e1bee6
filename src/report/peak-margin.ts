import type { Exposure, MarginModel, Market } from '../domain/margin.js';
import { type Money, NO_MONEY, plus } from '../domain/money.js';
import { spotsOf } from '../domain/spots.js';
import { type EpochMs, epochMs } from '../domain/time.js';
import { unitsByProduct } from '../domain/units-by-product.js';
import type { Ledger } from './ledger.js';
import type { Line, TokenBook } from './token-book.js';

/**
 * Tells ledgers the margin that their positions bind, whenever it is asked to look: the whole's with what strategies hold
 * of a token taken together, as a broker has it; a strategy's, and a token's, as if there were no other.
 */
export class PeakMargin {
  private at = epochMs(0);
  private readonly market: Market;

  constructor(
    private readonly model: MarginModel,
    private readonly books: readonly TokenBook[],
  ) {
    this.market = { now: () => this.at, spotOf: spotsOf(books) };
  }

  /** O(positions), and what the model takes for them. */
  look(at: EpochMs, whole: Ledger): void {
    const held = this.books.filter(({ lines }) => lines.some(isOpen));
    if (held.length === 0) return;
    this.at = at;
    whole.bind(this.requiredOf(held, () => true));
    for (const ledger of new Set(held.flatMap(({ lines }) => lines.map((line) => line.ledger))))
      ledger.bind(this.requiredOf(held, (line) => line.ledger === ledger));
    for (const book of held) book.ledger?.bind(this.requiredOf([book], () => true));
  }

  private requiredOf(books: readonly TokenBook[], isCounted: (line: Line) => boolean): Money {
    const groups = new Map<string, Exposure[]>();
    for (const book of books) {
      const exposures = exposuresOf(book, book.lines.filter(isCounted));
      const key = this.model.groupOf(book.instrument);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, exposures);
      else group.push(...exposures);
    }
    let required = NO_MONEY;
    for (const group of groups.values())
      required = plus(required, this.model.of(group, this.market).required);
    return required;
  }
}

const isOpen = ({ holding }: Line): boolean => holding.position.quantity !== 0;

const exposuresOf = ({ instrument, last }: TokenBook, lines: readonly Line[]): Exposure[] => {
  if (last === undefined) return [];
  const quantity = lines.reduce((sum, { holding }) => sum + holding.position.quantity, 0);
  const intraday = lines.reduce((sum, line) => sum + line.intraday, 0);
  return unitsByProduct(instrument, quantity, intraday).map(([product, units]) => ({
    instrument,
    quantity: units,
    product,
    price: last,
    last,
  }));
};

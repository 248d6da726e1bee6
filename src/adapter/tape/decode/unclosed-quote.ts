import { DataError } from '../../../domain/failure.js';
import type { Source } from '../source/source.js';

/** A quoted cell longer than this is a quote that was never closed. */
export const LONGEST_ROW = 1 << 20;

/** Of a source whose last quote has no end. */
export const unclosedQuote = ({ name }: Source): DataError =>
  new DataError(`${name}: a quote is opened and never closed`);

import { flagsText } from '../../../codec/flags-text.js';
import type { TapeForm } from '../../../codec/tape-field.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import { TOUCHLINE_FIELDS, type TouchlineMessage } from '../../../domain/touchline.js';

/**
 * A message as a line of CSV, its newline included, every number as the shortest text that reads back as the
 * same double. No cell can need a quote: a token has neither a comma nor a space.
 */
export const csvLine = (message: TouchlineMessage, { levels, flags }: TapeForm): string => {
  let line = `${message.receivedAt},${message.kind},${message.token},${message.exchangeAt ?? ''}`;
  for (const field of TOUCHLINE_FIELDS) line += `,${message[field] ?? ''}`;
  if (levels === 5) {
    if (message.depth === undefined) line += NO_DEPTH;
    else for (const field of DEPTH_FIELDS) line += `,${message.depth[field] ?? ''}`;
  }
  return flags ? `${line},${flagsText(message.flags)}\n` : `${line}\n`;
};

const NO_DEPTH = ','.repeat(DEPTH_FIELDS.length);

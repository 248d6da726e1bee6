import * as t from 'io-ts';

const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count');
const DateText = t.refinement(t.string, (text) => /^\d{4}-\d\d-\d\d$/.test(text), 'DateText');

/** A file that is converted, as it was when the conversion began. */
const Input = t.strict({ path: t.string, bytes: Count, modifiedMs: t.number }, 'Input');

/** A session whose tape is whole. */
const Day = t.strict({ date: DateText, file: t.string, messages: Count, bytes: Count }, 'Day');

/**
 * `convert.json`: what the tapes of a folder were made of, how, and how far that is. The same inputs and
 * settings give the same bytes of it.
 */
export const Conversion = t.strict(
  {
    rxtape: t.string,
    inputs: t.readonlyArray(Input),
    /** Instrument masters, which say what token a symbol is. */
    masters: t.readonlyArray(Input),
    /** How the inputs were read, each way once. */
    mappings: t.readonlyArray(t.string),
    /** The options that say how the inputs are read, as they were given. */
    settings: t.record(t.string, t.unknown),
    days: t.readonlyArray(Day),
    /** When all is done: rows read, rows that could not be, messages written. */
    done: t.union([t.strict({ rows: Count, skipped: Count, messages: Count, tokens: Count }), t.null]),
  },
  'Conversion',
);

export type Conversion = t.TypeOf<typeof Conversion>;
export type ConvertedDay = t.TypeOf<typeof Day>;
export type ConversionInput = t.TypeOf<typeof Input>;

/** So many fields of a state are told, and so many characters of one. */
const FIELDS = 12;
const CHARACTERS = 100;

/** A strategy's state as it came to it, for people: a line for each field, what is in it behind; to four decimals. */
export const stateText = (state: unknown): readonly string[] => {
  if (!isRecord(state)) return [valueText(state)];
  const fields = Object.entries(state).map(([name, value]) => short(`${name} ${valueText(value)}`));
  if (fields.length === 0) return ['no state'];
  return fields.length <= FIELDS
    ? fields
    : [...fields.slice(0, FIELDS), `and ${fields.length - FIELDS} fields more`];
};

const valueText = (value: unknown): string => {
  if (typeof value === 'number') return String(Number(value.toFixed(4)));
  if (Array.isArray(value)) return `[${value.map(valueText).join(', ')}]`;
  if (!isRecord(value)) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${isRecord(inner) ? `(${valueText(inner)})` : valueText(inner)}`)
    .join(', ');
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const short = (text: string): string => (text.length <= CHARACTERS ? text : `${text.slice(0, CHARACTERS)}…`);

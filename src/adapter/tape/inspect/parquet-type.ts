import type { SchemaElement } from 'hyparquet';

/** What the file says of a column's values: `double`, `string`, `decimal(15, 2)`, `timestamp (ms, UTC)`. */
export const parquetType = ({
  type,
  converted_type,
  logical_type,
  precision,
  scale,
}: SchemaElement): string => {
  const logical = logical_type?.type;
  if (type === undefined) return logical?.toLowerCase() ?? converted_type?.toLowerCase() ?? 'nested';
  if (logical_type?.type === 'TIMESTAMP')
    return `timestamp (${UNITS[logical_type.unit] ?? logical_type.unit}, ${logical_type.isAdjustedToUTC ? 'UTC' : 'local'})`;
  if (converted_type === 'DECIMAL') return `decimal(${precision ?? 0}, ${scale ?? 0})`;
  if (converted_type === 'UTF8' || logical === 'STRING') return 'string';
  const told = converted_type ?? logical;
  return told === undefined ? type.toLowerCase() : `${type.toLowerCase()} (${told.toLowerCase()})`;
};

const UNITS: Readonly<Record<string, string>> = { MILLIS: 'ms', MICROS: 'µs', NANOS: 'ns' };

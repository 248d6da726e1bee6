import type { SchemaElement } from 'hyparquet';

/** What the values of a Parquet column are, by what its schema says. */
export type ValueKind =
  | { readonly kind: 'Boolean' | 'Number' | 'Text' | 'Bytes' }
  | { readonly kind: 'Unsigned'; readonly bits: number }
  | { readonly kind: 'Decimal'; readonly scale: number }
  /**
   * A moment, of which the file counts `perMs` to a millisecond. TIMESTAMP_MILLIS and _MICROS and 96-bit times,
   * which are older than zones, are moments by the format's documents.
   */
  | { readonly kind: 'Instant'; readonly perMs: number }
  /** A date and time of some place, as if that were in UTC. */
  | { readonly kind: 'Local'; readonly perMs: number }
  /** The days since 1970 of some place. */
  | { readonly kind: 'Date' }
  /** Since midnight. */
  | { readonly kind: 'TimeOfDay'; readonly perMs: number };

const PER_MS = { MILLIS: 1, MICROS: 1e3, NANOS: 1e6 } as const;

export const valueKindOf = ({ type, converted_type, logical_type, scale }: SchemaElement): ValueKind => {
  switch (logical_type?.type) {
    case 'DECIMAL':
      return { kind: 'Decimal', scale: logical_type.scale };
    case 'TIMESTAMP':
      return { kind: logical_type.isAdjustedToUTC ? 'Instant' : 'Local', perMs: PER_MS[logical_type.unit] };
    case 'TIME':
      return { kind: 'TimeOfDay', perMs: PER_MS[logical_type.unit] };
    case 'DATE':
      return { kind: 'Date' };
    case 'INTEGER':
      return logical_type.isSigned ? { kind: 'Number' } : { kind: 'Unsigned', bits: logical_type.bitWidth };
    default:
      break;
  }
  switch (converted_type) {
    case 'DECIMAL':
      return { kind: 'Decimal', scale: scale ?? 0 };
    case 'TIMESTAMP_MILLIS':
      return { kind: 'Instant', perMs: 1 };
    case 'TIMESTAMP_MICROS':
      return { kind: 'Instant', perMs: 1e3 };
    case 'TIME_MILLIS':
      return { kind: 'TimeOfDay', perMs: 1 };
    case 'TIME_MICROS':
      return { kind: 'TimeOfDay', perMs: 1e3 };
    case 'DATE':
      return { kind: 'Date' };
    case 'UINT_8':
    case 'UINT_16':
    case 'UINT_32':
    case 'UINT_64':
      return { kind: 'Unsigned', bits: Number(converted_type.slice(5)) };
    default:
      break;
  }
  switch (type) {
    case 'BOOLEAN':
      return { kind: 'Boolean' };
    case 'INT96':
      return { kind: 'Instant', perMs: 1e6 };
    case 'BYTE_ARRAY':
      return { kind: 'Text' };
    case 'FIXED_LEN_BYTE_ARRAY':
      return { kind: 'Bytes' };
    default:
      return { kind: 'Number' };
  }
};

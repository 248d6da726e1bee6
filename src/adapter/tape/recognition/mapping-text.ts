import { TAPE_FIELDS, type TapeField } from '../../../codec/tape-field.js';
import { DEPTH_FIELDS } from '../../../domain/depth.js';
import { contractText } from '../../../domain/contract.js';
import { intervalText } from './bars.js';
import type { Reading } from './reading.js';

/**
 * For people: `bars of 1m: at=date (Asia/Kolkata, the zone of NSE; start of the bar), open, high, low, close,
 * volume; ignored: remark`.
 */
export const mappingText = (
  { shape, form, positions, columns, intervalMs, barStamp, contract }: Omit<Reading, 'text'>,
  vendor: string | undefined,
  timeNote: string,
  notes: readonly string[],
): string => {
  const isBars = form === 'bars' || form === 'quoteBars';
  const hasAllDepth = DEPTH_FIELDS.every((field) => columns[positions.get(field) ?? -1] === field);
  const told = TAPE_FIELDS.filter((field) => positions.has(field) && !(hasAllDepth && isDepthField(field)));
  const fields = told.map((field) => {
    const column = columns[positions.get(field) ?? -1] ?? field;
    const time = [timeNote, ...(isBars ? [`${barStamp} of the bar`] : [])]
      .filter((part) => part !== '')
      .join('; ');
    return `${column === field ? field : `${field}=${column === '' ? '(no name)' : column}`}${field === 'at' && time !== '' ? ` (${time})` : ''}`;
  });
  const used = new Set(positions.values());
  const ignored = columns.filter((column, position) => column !== '' && !used.has(position));
  if (hasAllDepth) fields.push('depth');
  const of = contractText({
    symbol: '',
    expiry: undefined,
    strike: undefined,
    optionType: undefined,
    ...contract,
  }).trim();
  return [
    `${shape}${isBars ? ` of ${intervalText(intervalMs)}` : ''}${vendor === undefined ? '' : ` (${vendor})`}: ${fields.join(', ')}`,
    ...(of === '' || of === contract.optionType ? [] : [`of ${of}`]),
    ...notes,
    ...(ignored.length === 0 ? [] : [`ignored: ${ignored.join(', ')}`]),
  ].join('; ');
};

const isDepthField = (field: TapeField): boolean => (DEPTH_FIELDS as readonly TapeField[]).includes(field);

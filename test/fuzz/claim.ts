/** What the reader says it has recognised, taken from the line that it shows to people. */
export interface Claim {
  readonly shape: string;
  /** Our field to the name of the file's column. */
  readonly columns: ReadonlyMap<string, string>;
}

/** Reads `bars of 1m: at=date (of the zone it names; start of the bar), open, high; ignored: remark`. */
export const claimOf = (mapping: string): Claim => {
  const plain = mapping.replaceAll(/ \([^)]*\)/g, '');
  const [, shape = '', told = ''] = /^([^:]+): (.*?)(?:; .*)?$/s.exec(plain) ?? [];
  const columns = new Map<string, string>();
  for (const part of told.split(', ')) {
    const [field = '', column = field] = part.split(/=(.*)/s);
    columns.set(field, column);
  }
  return { shape: shape.startsWith('bars') ? 'bars' : shape, columns };
};

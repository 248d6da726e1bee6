/** What Hive writes for a null. */
const HIVE_NULL = '__HIVE_DEFAULT_PARTITION__';

/** The `key=value` folders of a path, `date=2025-12-29/symbol=M%26M`, as names and values; a null is left out. */
export const partitionsOf = (path: string): ReadonlyMap<string, string> => {
  const partitions = new Map<string, string>();
  for (const folder of path.split(/[/\\]/).slice(0, -1)) {
    const at = folder.indexOf('=');
    if (at < 1) continue;
    const value = plain(folder.slice(at + 1));
    if (value !== '' && value !== HIVE_NULL) partitions.set(plain(folder.slice(0, at)), value);
  }
  return partitions;
};

/** As it is where it is no URL encoding: `50%`. */
const plain = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The fields in which two parsed values differ, a line each: `intent.quantity: recorded 10, replayed 12`. */
export const fieldDifferences = (recorded: unknown, replayed: unknown): readonly string[] =>
  differences(recorded, replayed, '');

const differences = (a: unknown, b: unknown, path: string): readonly string[] => {
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differences(a[key], b[key], path === '' ? key : `${path}.${key}`));
  }
  const [recorded, replayed] = [shown(a), shown(b)];
  return recorded === replayed ? [] : [`${path}: recorded ${recorded}, replayed ${replayed}`];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** What the two sides of a difference are called. */
type Sides = readonly [a: string, b: string];

/** The fields in which two parsed values differ, a line each: `intent.quantity: recorded 10, replayed 12`. */
export const fieldDifferences = (
  recorded: unknown,
  replayed: unknown,
  sides: Sides = ['recorded', 'replayed'],
): readonly string[] => differences(recorded, replayed, '', sides);

const differences = (a: unknown, b: unknown, path: string, sides: Sides): readonly string[] => {
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap((key) => differences(a[key], b[key], path === '' ? key : `${path}.${key}`, sides));
  }
  const [one, other] = [shown(a), shown(b)];
  return one === other ? [] : [`${path}: ${sides[0]} ${one}, ${sides[1]} ${other}`];
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

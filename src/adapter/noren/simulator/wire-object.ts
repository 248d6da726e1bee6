/** What a client sent: an object of texts; a number stands for its text. */
export type WireObject = Readonly<Record<string, string>>;

/** The texts and numbers of a JSON object; undefined for text that is none. */
export const wireObjectOf = (text: string): WireObject | undefined => {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
      typeof item === 'string' || typeof item === 'number' ? [[key, String(item)]] : [],
    ),
  );
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // said by what comes back
  }
};

/** What a text says as JSON; the text itself where it is none, which a codec then refuses. */
export const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
};

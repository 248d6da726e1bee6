import * as E from 'fp-ts/lib/Either.js';

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** Cuts a list at its commas, those within brackets, braces and quotes (`[1,2]`, `{"a":1,"b":2}`, `"a,b"`) left out. */
export const splitValues = (text: string): E.Either<string, readonly string[]> => {
  const parts: string[] = [];
  const open: string[] = []; // what closes each bracket that is open
  let [begin, isQuoted] = [0, false];
  for (let i = 0; i < text.length; i += 1) {
    const letter = text[i] ?? '';
    if (isQuoted) {
      if (letter === '\\') i += 1;
      else if (letter === '"') isQuoted = false;
    } else if (letter === '"') isQuoted = true;
    else if (letter in CLOSING) open.push(CLOSING[letter] ?? '');
    else if (letter === open.at(-1)) open.pop();
    else if (letter === ',' && open.length === 0) {
      parts.push(text.slice(begin, i).trim());
      begin = i + 1;
    }
  }
  const missing = isQuoted ? '"' : open.at(-1);
  return missing === undefined
    ? E.right([...parts, text.slice(begin).trim()])
    : E.left(`a ${missing} is missing`);
};

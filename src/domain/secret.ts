const HIDDEN = '[secret]';

/** A text that is shown nowhere: printed, logged, put in an error or in JSON it reads `[secret]`. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** For the one place that sends it. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return HIDDEN;
  }

  toJSON(): string {
    return HIDDEN;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN;
  }
}

/** Shorter pieces of a secret are found in other text by accident. */
const SHORTEST_PIECE = 8;

/**
 * `text` with `[secret]` in place of every one of `secrets` and of every piece of one that is eight characters or
 * longer: a server repeats what it was sent, cut off or in the middle of something else. Also where it stands
 * percent-encoded.
 */
export const withoutSecrets = (text: string, secrets: readonly Secret[]): string =>
  secrets.reduce((shown, secret) => withoutOne(shown, secret.reveal()), text);

const withoutOne = (text: string, secret: string): string =>
  [...new Set([secret, encodeURIComponent(secret)])].reduce(
    (shown, form) => (form === '' ? shown : withoutPieces(shown, form)),
    text,
  );

const withoutPieces = (text: string, secret: string): string => {
  const length = Math.min(SHORTEST_PIECE, secret.length);
  let shown = '';
  let from = 0;
  while (from < text.length) {
    if (!secret.includes(text.slice(from, from + length)) || from + length > text.length) {
      shown += text.charAt(from);
      from += 1;
      continue;
    }
    let to = from + length;
    while (to < text.length && secret.includes(text.slice(to - length + 1, to + 1))) to += 1;
    shown += HIDDEN;
    from = to;
  }
  return shown;
};

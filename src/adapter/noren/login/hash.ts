import { createHash } from 'node:crypto';
import { Secret } from '../../../domain/secret.js';

/**
 * SHA-256 of the UTF-8 text of `parts`, one behind the other, in lower-case hex. A secret itself: the server takes
 * it for what was hashed.
 */
export const hashOf = (...parts: readonly (string | Secret)[]): Secret =>
  new Secret(
    createHash('sha256')
      .update(parts.map((part) => (part instanceof Secret ? part.reveal() : part)).join(''))
      .digest('hex'),
  );

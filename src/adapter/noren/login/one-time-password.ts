import { Secret as TotpSecret, TOTP } from 'otpauth';
import { UsageError } from '../../../domain/failure.js';
import { Secret } from '../../../domain/secret.js';
import type { EpochMs } from '../../../domain/time.js';

/**
 * The one-time password of `at` by the base32 `secret` that the broker showed when it was set up (spaces and small
 * letters as people copy them). Throws a UsageError for text that is no base32, without showing it. RFC 6238:
 * SHA-1, six digits, thirty seconds.
 */
export const oneTimePassword = (secret: Secret, at: EpochMs): Secret => {
  const text = secret.reveal().replace(/[\s-]/g, '').toUpperCase();
  if (!/^[A-Z2-7]+=*$/.test(text)) {
    throw new UsageError(
      'RXTAPE_TOTP_SECRET is no base32 (letters and the digits 2 to 7): it is the key shown beside the QR code when TOTP is set up, not a six-digit password',
    );
  }
  return new Secret(TOTP.generate({ secret: TotpSecret.fromBase32(text), timestamp: at }));
};

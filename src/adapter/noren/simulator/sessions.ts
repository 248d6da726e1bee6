import { createHash, randomBytes } from 'node:crypto';
import { TOTP } from 'otpauth';
import { sessionDayOf, startOfSession } from '../../../domain/session.js';
import { DAY_MS, type EpochMs, epochMs, HOUR_MS } from '../../../domain/time.js';

/** Who may log in at a simulated exchange. Nothing of it is secret. */
export interface DemoUser {
  readonly uid: string;
  readonly accountId: string;
  readonly password: string;
  /** Base32; undefined where any second factor will do. */
  readonly totpSecret: string | undefined;
  /** The client id of OAuth, and the vendor code and API key of the other flows. */
  readonly clientId: string;
  /** The secret code of OAuth, and the API secret of the other flows. */
  readonly secretCode: string;
}

export const DEMO_USER: DemoUser = {
  uid: 'DEMO01',
  accountId: 'DEMO01',
  password: 'demo-password',
  totpSecret: undefined,
  clientId: 'DEMO01_U',
  secretCode: 'demo-secret',
};

/** Good from the start, so that a newcomer needs no log-in. */
export const DEMO_TOKEN = 'demo-token';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The session tokens of one user, and the log-in flows that make them. */
export class Sessions {
  private readonly expiries = new Map<string, number>();
  private readonly codes = new Set<string>();

  constructor(
    readonly user: DemoUser,
    fixedToken: string,
    /** How long a token is good, simulated ms; Infinity for as long as the simulator runs. */
    private readonly expireAfterMs: number,
    private readonly now: () => EpochMs,
  ) {
    this.expiries.set(fixedToken, NaN); // counts from the start of the clock
  }

  isGood(token: string): boolean {
    const expiresAt = this.expiries.get(token);
    return expiresAt !== undefined && !(this.now() >= expiresAt);
  }

  /** Counts the time of tokens that were there before time began. */
  begin(): void {
    for (const [token, expiresAt] of this.expiries)
      if (Number.isNaN(expiresAt)) this.expiries.set(token, this.now() + this.expireAfterMs);
  }

  /** No token is good any more; new log-ins are. */
  expireAll(): void {
    this.expiries.clear();
  }

  /** Whether a session has ended by `at` that had not when this was asked last. */
  haveEndedBy(at: EpochMs): boolean {
    let any = false;
    for (const [token, expiresAt] of this.expiries)
      if (at >= expiresAt) {
        this.expiries.delete(token);
        any = true;
      }
    return any;
  }

  /** A new session token: 64 hexadecimal digits. */
  issue(): string {
    const token = randomBytes(32).toString('hex');
    this.expiries.set(token, this.now() + this.expireAfterMs);
    return token;
  }

  /** When `token` is good no more; the end of the next night where no other end was set. */
  expiryOf(token: string): EpochMs {
    const expiresAt = this.expiries.get(token) ?? NaN;
    if (Number.isFinite(expiresAt)) return epochMs(expiresAt);
    return epochMs(startOfSession(sessionDayOf(this.now())) + DAY_MS + 6 * HOUR_MS);
  }

  end(token: string): void {
    this.expiries.delete(token);
  }

  /** What a browser's log-in hands back, good once. */
  issueCode(): string {
    const code = randomBytes(12).toString('hex');
    this.codes.add(code);
    return code;
  }

  /** What is wrong with a password log-in; undefined when it is right. */
  passwordFault(pwd: string, appkey: string, factor2: string): string | undefined {
    const { uid, password, secretCode } = this.user;
    if (pwd !== sha256(password)) return 'Invalid Input : Wrong Password';
    if (appkey !== sha256(`${uid}|${secretCode}`)) return 'Invalid Input : Wrong App Key';
    return this.isSecondFactor(factor2) ? undefined : 'Invalid Input : Wrong OTP';
  }

  /** Takes `code` if the checksum of OAuth is right. */
  redeem(code: string, checksum: string): boolean {
    const { clientId, secretCode } = this.user;
    return this.take(code, checksum, sha256(`${clientId}${secretCode}${code}`));
  }

  /** Takes `code` if the hash of a request with an API key is right. */
  redeemWithKey(apiKey: string, code: string, hash: string): boolean {
    return this.take(code, hash, sha256(`${apiKey}${code}${this.user.secretCode}`)) && apiKey !== '';
  }

  private take(code: string, given: string, expected: string): boolean {
    return given === expected && this.codes.delete(code);
  }

  private isSecondFactor(factor2: string): boolean {
    const { totpSecret } = this.user;
    if (totpSecret === undefined) return factor2 !== '';
    return new TOTP({ secret: totpSecret }).validate({ token: factor2, window: 1 }) !== null;
  }
}

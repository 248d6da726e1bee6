import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { OrderReport } from '../../domain/order-report.js';
import type { EpochMs } from '../../domain/time.js';
import { explain } from '../explain.js';
import { decodeOrderReport } from './order-report.js';
import { rawText } from './raw-text.js';
import { WireText } from './text.js';
import { decodeNorenFrame, type NorenFrame } from './touchline.js';

/** What a frame of the server says. */
export type ServerFrame =
  | NorenFrame
  /** The answer to the log-in; `detail` is what the server said. */
  | { readonly kind: 'LoggedIn'; readonly isAccepted: boolean; readonly detail: string }
  /** A refusal outside of the log-in: the session is not good any more. */
  | { readonly kind: 'SessionRefused'; readonly detail: string }
  | { readonly kind: 'Order'; readonly report: OrderReport }
  /** What is wrong, and the frame as it came: shortened, without secrets. */
  | { readonly kind: 'Malformed'; readonly detail: string };

/**
 * Decodes the text of one frame, received at `receivedAt`. Never throws: what is no frame is `Malformed`, and a
 * type that the protocol does not have is an `Other` that is not known. `exchangeOf` tells the exchange of a
 * market frame that names a number alone, where only one is possible.
 */
export const decodeFrame = (
  text: string,
  receivedAt: EpochMs,
  exchangeOf: (number: string) => string | undefined,
): ServerFrame => {
  const parsed = parse(text);
  if (parsed === undefined) return malformed('not JSON', text);
  const decoded = decodeNorenFrame(parsed, receivedAt);
  if (E.isLeft(decoded))
    return mended(parsed, receivedAt, exchangeOf) ?? refusal(parsed) ?? malformed(decoded.left, text);
  const frame = decoded.right;
  if (frame.kind === 'Touchline') return frame;
  switch (frame.type) {
    case 'ak':
    case 'ck':
    case 'cf':
      return loggedIn(parsed, text);
    case 'om': {
      const report = decodeOrderReport(parsed);
      return E.isLeft(report) ? malformed(report.left, text) : { kind: 'Order', report: report.right };
    }
    default:
      return frame;
  }
};

/** Undefined for what is no JSON, which never is a frame. */
const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const malformed = (wrong: string, text: string): ServerFrame => ({
  kind: 'Malformed',
  detail: `${wrong}: ${rawText(text)}`,
});

const Numbered = t.type({ tk: t.union([t.string, t.number]) });

/** A market frame without its exchange, with it. */
const mended = (
  frame: unknown,
  receivedAt: EpochMs,
  exchangeOf: (number: string) => string | undefined,
): NorenFrame | undefined => {
  if (!Numbered.is(frame) || 'e' in frame) return undefined;
  const exchange = exchangeOf(String(frame.tk));
  if (exchange === undefined) return undefined;
  const decoded = decodeNorenFrame({ ...frame, e: exchange }, receivedAt);
  return E.isRight(decoded) ? decoded.right : undefined;
};

const Ack = t.partial(
  { s: WireText, k: WireText, stat: WireText, emsg: WireText, uid: WireText },
  'NorenAck',
);

const loggedIn = (frame: unknown, text: string): ServerFrame => {
  const ack = Ack.decode(frame);
  if (E.isLeft(ack)) return malformed(explain(ack.left).join('; '), text);
  const { s, k, stat, emsg } = ack.right;
  const said = s ?? stat ?? k ?? 'nothing';
  return {
    kind: 'LoggedIn',
    isAccepted: said.toUpperCase() === 'OK',
    detail: emsg === undefined ? said : `${said}, ${emsg}`,
  };
};

const DEAD = /session expired|invalid session|invalid token|session invalid/i;

/** Whether a server says with `text` that the session token is good no more. */
export const tellsOfDeadSession = (text: string): boolean => DEAD.test(text);

const refusal = (frame: unknown): ServerFrame | undefined => {
  const ack = Ack.decode(frame);
  if (E.isLeft(ack) || ack.right.emsg === undefined || !tellsOfDeadSession(ack.right.emsg)) return undefined;
  return { kind: 'SessionRefused', detail: ack.right.emsg };
};

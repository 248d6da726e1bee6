import { type EpochMs } from '../../../../domain/time.js';
import { clockText, dateText } from '../wire-text.js';

/** An object of an answer, or a row of it. */
export type Facts = Readonly<Record<string, unknown>>;

/** What a call is answered with, as JSON. */
export type Reply = Facts | readonly unknown[];

/** A refusal: `emsg` says why. */
export interface Refusal {
  readonly refused: string;
}

export const refused = (emsg: string): Refusal => ({ refused: emsg });

export const isRefusal = (value: object): value is Refusal => 'refused' in value;

/** There is nothing to list. */
export const NO_DATA = refused('Error Occurred : 5 "no data"');

/** `HH:MM:SS DD-MM-YYYY` IST. */
export const requestTime = (at: EpochMs): string => `${clockText(at)} ${dateText(at)}`;

/** `DD-MM-YYYY HH:MM:SS` IST, as exchanges' times are written. */
export const exchangeTime = (at: EpochMs): string => `${dateText(at)} ${clockText(at)}`;

/** As the server writes it: HTTP 200 for a refusal too. */
export const bodyOf = (reply: Reply | Refusal, at: EpochMs): string => {
  if (isList(reply)) return JSON.stringify(reply);
  return JSON.stringify(
    isRefusal(reply)
      ? { stat: 'Not_Ok', emsg: reply.refused, request_time: requestTime(at) }
      : { request_time: requestTime(at), stat: 'Ok', ...reply },
  );
};

const isList = (reply: Reply | Refusal): reply is readonly unknown[] => Array.isArray(reply);

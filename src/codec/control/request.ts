import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Command } from '../../domain/event.js';
import { explain } from '../explain.js';
import { jsonOf } from './json-of.js';
import { CONTROL_VERSION } from './version.js';

/** What a running session is asked: one line of JSON, `{"rxtape": 1, "ask": "status"}`. */
export type ControlRequest = t.TypeOf<typeof ControlRequest>;

/** The strategy, and the instrument by its name or token; what is left out is all of them. */
const Scope = t.partial({ strategy: t.string, instrument: t.string });

const Reason = t.refinement(t.string, (text) => text.trim() !== '' && text.length <= 500, 'Reason');

const COMMANDS: Readonly<Record<Command['command'], null>> = {
  halt: null,
  'exit-only': null,
  cancel: null,
  flatten: null,
  resume: null,
};

const ControlRequest = t.union(
  [
    t.type({ ask: t.literal('who') }),
    t.type({ ask: t.literal('status') }),
    t.type({ ask: t.literal('orders') }),
    t.type({ ask: t.literal('positions') }),
    t.intersection([
      t.type({
        ask: t.literal('command'),
        command: t.keyof(COMMANDS),
        reason: Reason,
      }),
      Scope,
    ]),
    t.intersection([
      t.type({ ask: t.literal('stop'), reason: Reason }),
      t.partial({ onStop: t.keyof({ keep: null, cancel: null, flatten: null }) }),
    ]),
  ],
  'ControlRequest',
);

/** The line of a request, its newline included. */
export const requestText = (request: ControlRequest): string =>
  `${JSON.stringify({ rxtape: CONTROL_VERSION, ...request })}\n`;

/** What a line asks; else what is wrong with it. */
export const decodeRequest = (line: string): E.Either<string, ControlRequest> => {
  const json = jsonOf(line);
  if (!Versioned.is(json)) return E.left('no request: write {"rxtape": 1, "ask": "status"} and a newline');
  if (json.rxtape !== CONTROL_VERSION)
    return E.left(
      `the request is of version ${json.rxtape}, and this session speaks ${CONTROL_VERSION}: ask with the rxtape that runs it`,
    );
  const decoded = ControlRequest.decode(json);
  return E.isLeft(decoded) ? E.left(`no request: ${explain(decoded.left).join('; ')}`) : decoded;
};

const Versioned = t.type({ rxtape: t.number });

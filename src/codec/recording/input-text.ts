import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Command, NoticeName } from '../../domain/event.js';
import type { ConnectionState } from '../../domain/connection.js';
import { type Depth, DEPTH_FIELDS } from '../../domain/depth.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { isToken, type Token } from '../../domain/token.js';
import {
  copyMessage,
  NO_TOUCHLINE,
  TOUCHLINE_FIELDS,
  type Touchline,
  type TouchlineMessage,
} from '../../domain/touchline.js';
import { explain } from '../explain.js';
import { answerOf, BrokerAnswerWire, type JournalAnswer } from './broker-answer.js';
import { OrderReportWire, reportOf } from './order-report.js';
import type { OrderReport } from '../../domain/order-report.js';

/** An input as the journal has it; a touchline message only where a tape could not hold it. */
export type JournalInput =
  TouchlineMessage | JournalMalformed | JournalNotice | JournalCommand | JournalAnswer;

export interface JournalMalformed {
  readonly kind: 'Malformed';
  readonly receivedAt: EpochMs;
  readonly detail: string;
}

export interface JournalNotice {
  readonly kind: 'Notice';
  readonly receivedAt: EpochMs;
  readonly event: NoticeName;
  readonly token: Token | undefined;
  readonly detail: string;
  readonly connection?: ConnectionState;
  readonly order?: OrderReport;
}

export interface JournalCommand extends Omit<Command, 'seq' | 'at'> {
  readonly receivedAt: EpochMs;
}

/** An input as JSON; what is undefined is left out. */
export const inputText = (input: JournalInput): string => JSON.stringify(input);

/** The input that parsed JSON holds; else what is wrong with it, a line each. */
export const decodeInput = (json: unknown): E.Either<readonly string[], JournalInput> => {
  const decoded = InputWire.decode(json);
  return E.isLeft(decoded) ? E.left(explain(decoded.left)) : E.right(inputOf(decoded.right));
};

const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count');
const TokenText = t.refinement(t.string, isToken, 'Token');

const NOTICES: Readonly<Record<NoticeName, null>> = {
  Connection: null,
  SessionExpired: null,
  Order: null,
  Unheard: null,
  Heard: null,
  Unserved: null,
  Silent: null,
  Conflated: null,
  ClockJumped: null,
  RecordingLost: null,
  Resumed: null,
  Restarted: null,
  Reconciled: null,
};

const CONNECTIONS: Readonly<Record<ConnectionState, null>> = {
  Connecting: null,
  LoggingIn: null,
  Subscribing: null,
  Live: null,
  Stalled: null,
  Waiting: null,
  Evicted: null,
  Closed: null,
};

const NoticeWire = t.intersection([
  t.type({
    kind: t.literal('Notice'),
    receivedAt: Count,
    event: t.keyof(NOTICES),
    detail: t.string,
  }),
  t.partial({ token: TokenText, connection: t.keyof(CONNECTIONS), order: OrderReportWire }),
]);

const COMMANDS: Readonly<Record<Command['command'], null>> = {
  halt: null,
  'exit-only': null,
  cancel: null,
  flatten: null,
  resume: null,
};

const CommandWire = t.intersection([
  t.type({
    kind: t.literal('Command'),
    receivedAt: Count,
    command: t.keyof(COMMANDS),
    by: t.string,
    reason: t.string,
  }),
  t.partial({ strategy: t.string, token: TokenText }),
]);

const MalformedWire = t.type({ kind: t.literal('Malformed'), receivedAt: Count, detail: t.string });

const numbers = <K extends string>(names: readonly K[]) =>
  t.partial(Object.fromEntries(names.map((name) => [name, t.number])) as Record<K, t.NumberC>);

const TouchlineWire = t.intersection([
  t.type({
    kind: t.keyof({ tk: null, tf: null }),
    token: TokenText,
    receivedAt: Count,
    flags: Count,
  }),
  numbers(TOUCHLINE_FIELDS),
  t.partial({ exchangeAt: t.number, depth: numbers(DEPTH_FIELDS) }),
]);

type InputWire = t.TypeOf<typeof InputWire>;
const InputWire = t.union([MalformedWire, NoticeWire, CommandWire, BrokerAnswerWire, TouchlineWire], 'Input');

const inputOf = (wire: InputWire): JournalInput => {
  const receivedAt = epochMs(wire.receivedAt);
  switch (wire.kind) {
    case 'Malformed':
      return { kind: 'Malformed', receivedAt, detail: wire.detail };
    case 'Command':
      return {
        kind: 'Command',
        receivedAt,
        command: wire.command,
        strategy: wire.strategy,
        token: wire.token,
        by: wire.by,
        reason: wire.reason,
      };
    case 'BrokerAnswer':
      return answerOf(wire);
    case 'Notice': {
      const { event, token, detail, connection, order } = wire;
      return {
        kind: 'Notice',
        receivedAt,
        event,
        token,
        detail,
        ...(connection === undefined ? {} : { connection }),
        ...(order === undefined ? {} : { order: reportOf(order) }),
      };
    }
    case 'tk':
    case 'tf':
      return touchlineOf(wire, receivedAt);
  }
};

/** One shape for all messages: every field is there, in its order, and nothing else. */
const touchlineOf = (wire: t.TypeOf<typeof TouchlineWire>, receivedAt: EpochMs): TouchlineMessage =>
  copyMessage({
    ...NO_TOUCHLINE,
    ...(wire as unknown as Partial<Touchline>),
    kind: wire.kind,
    token: wire.token,
    receivedAt,
    exchangeAt: wire.exchangeAt === undefined ? undefined : epochMs(wire.exchangeAt),
    depth: wire.depth === undefined ? undefined : depthOf(wire.depth),
    flags: wire.flags,
  });

const depthOf = (said: Partial<Depth>): Depth =>
  Object.fromEntries(DEPTH_FIELDS.map((field) => [field, said[field]])) as Depth;

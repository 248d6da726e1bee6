import { absurd } from 'fp-ts/lib/function.js';
import { durationText } from '../../domain/duration-text.js';
import { type Failure, UsageError } from '../../domain/failure.js';
import type { EpochMs } from '../../domain/time.js';
import { type CloseCause, closeText, isRefusal } from './close-cause.js';
import type { ConnectionLimits } from './connection-limits.js';
import { connectionMoves, NOTHING, start, tell } from './connection-moves.js';
import type {
  Connection,
  ConnectionEffect,
  ConnectionInput,
  ConnectionSettings,
  Phase,
  Stepped,
} from './connection-types.js';
import { FRESH_WATCH, isDead, isProbeDue, isStalled, isUnheard, type Watch, watchOn } from './data-watch.js';

/** A connection to a Noren server as a state machine: what happens goes in, what is to be done comes out. */
export interface ConnectionMachine {
  readonly start: Stepped;
  /** The connection after `input`, which came at `at` of the session's time. Total: every input has an answer. */
  step(connection: Connection, input: ConnectionInput, at: EpochMs): Stepped;
}

export const connectionMachine = (
  { place, seed }: ConnectionSettings,
  limits: ConnectionLimits,
): ConnectionMachine => {
  const moves = connectionMoves({ place, seed }, limits);

  /** A server that never let us in: what will not mend by itself ends the feed. */
  const neverIn = (connection: Connection, cause: CloseCause): Failure | undefined => {
    const text = closeText(cause);
    if (cause.kind === 'Failed' && cause.isFinal) return new UsageError(text);
    if (cause.kind === 'Handshake' && cause.status < 500 && cause.status !== 429)
      return new UsageError(`${place}: ${text}: no Noren WebSocket is there. Check the address`);
    const isDown = cause.kind === 'Handshake';
    return isDown || connection.failures + 1 < limits.firstTries
      ? undefined
      : new UsageError(`${place}: ${text}, ${limits.firstTries} times. Check the address and the network`);
  };

  const closed = (connection: Connection, cause: CloseCause, at: EpochMs): Stepped => {
    const { phase } = connection;
    switch (phase.at) {
      case 'Stalled':
        return moves.afterStall(connection, phase.why, at);
      case 'Waiting':
      case 'Evicted':
      case 'Closed':
        return [connection, NOTHING];
      case 'Connecting':
      case 'LoggingIn':
      case 'Subscribing':
      case 'Live':
        break;
      default:
        return absurd(phase);
    }
    if (isRefusal(cause)) return moves.refuse(connection, closeText(cause));
    if (cause.kind === 'Closed' && cause.code === 1000 && isOn(phase)) return moves.evict(connection);
    const failure = connection.hasLoggedIn ? undefined : neverIn(connection, cause);
    return failure === undefined
      ? moves.lose(connection, closeText(cause), at, connection.hasLoggedIn || cause.kind === 'Handshake')
      : moves.fail(connection, failure);
  };

  const loggedIn = (connection: Connection): Stepped => {
    if (connection.phase.at !== 'LoggingIn') return [connection, NOTHING];
    return [
      {
        ...connection,
        hasLoggedIn: true,
        phase: { at: 'Subscribing', watch: FRESH_WATCH, isSpacing: true },
      },
      [
        { kind: 'CancelTimer', name: 'Ack' },
        tell('Subscribing', 'logged in'),
        { kind: 'Begin', isAgain: connection.hasLoggedIn },
        { kind: 'SubscribeBatch' },
        start('Batch', limits.batchMs),
        start('Heartbeat', limits.heartbeatMs),
        start('Pulse', limits.pulseMs),
      ],
    ];
  };

  const settled = (
    connection: Connection,
    input: Extract<ConnectionInput, { readonly kind: 'Settled' }>,
  ): Stepped => {
    const { phase } = connection;
    if (phase.at !== 'Subscribing') return [connection, NOTHING];
    const { served, asked, hasMarket } = input;
    if (asked > 0 && !hasMarket)
      return moves.stall(
        connection,
        `the log-in was accepted and nothing came for any of ${asked} instruments`,
      );
    return [
      { ...connection, mutes: 0, phase: { ...phase, at: 'Live' } },
      [
        tell('Live', `${served} of ${asked} instruments have a snapshot`, served < asked ? 'warn' : 'info'),
        start('Steady', limits.steadyMs),
      ],
    ];
  };

  const pulse = (
    connection: Connection,
    heard: Extract<ConnectionInput, { readonly kind: 'Pulse' }>,
    at: EpochMs,
  ): Stepped => {
    const { phase } = connection;
    if (phase.at !== 'Subscribing' && phase.at !== 'Live') return [connection, NOTHING];
    const watch = watchOn(phase.watch, heard, limits);
    if (isDead(watch, limits))
      return moves.lose(connection, `no frame of any kind for ${durationText(watch.unheardMs)}`, at);
    if (isStalled(watch, limits))
      return moves.stall(
        connection,
        `no prices for ${durationText(watch.silentMs)} though the exchange trades`,
      );
    return [
      { ...connection, phase: { ...phase, watch } },
      [...asked(phase.watch, watch), start('Pulse', limits.pulseMs)],
    ];
  };

  /** What a pulse without a frame leads to, and the first one with a frame behind such. */
  const asked = (was: Watch, is: Watch): readonly ConnectionEffect[] => {
    if (isProbeDue(was, is, limits)) return [{ kind: 'Probe' }];
    if (isUnheard(was, limits) === isUnheard(is, limits)) return NOTHING;
    return isUnheard(is, limits)
      ? [
          tellOf(
            'Unheard',
            `no frame of any kind for ${durationText(limits.unheardMs)}, nor an answer to a heartbeat`,
          ),
        ]
      : [tellOf('Heard', 'frames come again, or the exchange has closed')];
  };

  const timer = (
    connection: Connection,
    name: Extract<ConnectionInput, { readonly kind: 'Timer' }>['name'],
    at: EpochMs,
  ): Stepped => {
    const { phase } = connection;
    switch (name) {
      case 'Opening':
        return phase.at !== 'Connecting' || phase.needs !== 'Socket'
          ? [connection, NOTHING]
          : closed(
              connection,
              {
                kind: 'Failed',
                isFinal: false,
                text: `the socket did not open within ${durationText(limits.openMs)}`,
              },
              at,
            );
      case 'Ack':
        return phase.at !== 'LoggingIn'
          ? [connection, NOTHING]
          : closed(
              connection,
              {
                kind: 'Failed',
                isFinal: false,
                text: `no answer to the log-in within ${durationText(limits.ackMs)}`,
              },
              at,
            );
      case 'Retry':
        return retry(connection);
      case 'Steady':
        return phase.at === 'Live'
          ? [{ ...connection, failures: 0, evictions: 0 }, NOTHING]
          : [connection, NOTHING];
      case 'Heartbeat':
        return isOn(phase)
          ? [
              connection,
              [{ kind: 'Heartbeat' }, start('Pong', limits.pongMs), start('Heartbeat', limits.heartbeatMs)],
            ]
          : [connection, NOTHING];
      case 'Closing':
        return phase.at === 'Stalled' ? moves.afterStall(connection, phase.why, at) : [connection, NOTHING];
      default:
        return absurd(name);
    }
  };

  const retry = (connection: Connection): Stepped => {
    const { phase } = connection;
    if (phase.at === 'Evicted')
      return moves.reconnect(connection, `to ${place}, after another session took over`);
    if (phase.at !== 'Waiting') return [connection, NOTHING];
    return phase.for === 'Token'
      ? [connection, [{ kind: 'RenewToken' }]]
      : moves.reconnect(connection, `to ${place}, try ${connection.failures + 1}`);
  };

  const batchDue = (connection: Connection, isWaiting: boolean): Stepped => {
    const { phase } = connection;
    if (phase.at !== 'Subscribing' && phase.at !== 'Live') return [connection, NOTHING];
    return [
      { ...connection, phase: { ...phase, isSpacing: isWaiting } },
      isWaiting ? [{ kind: 'SubscribeBatch' }, start('Batch', limits.batchMs)] : NOTHING,
    ];
  };

  const isOld = (connection: Connection, input: ConnectionInput): boolean =>
    'generation' in input && input.generation !== connection.generation;

  return {
    start: [
      {
        phase: { at: 'Connecting', needs: 'Token' },
        ...{ generation: 0, failures: 0, evictions: 0, mutes: 0, hasLoggedIn: false, draws: 0 },
      },
      [tell('Connecting', `to ${place}`), { kind: 'TakeToken' }],
    ],
    step: (connection, input, at) => {
      const { phase } = connection;
      if (phase.at === 'Closed' || isOld(connection, input)) return [connection, NOTHING];
      switch (input.kind) {
        case 'TokenTaken':
          return phase.at === 'Connecting' && phase.needs === 'Token'
            ? moves.connect(connection)
            : [connection, NOTHING];
        case 'TokenMissing':
          if (phase.at === 'Connecting' && phase.needs === 'Token')
            return moves.fail(connection, input.failure);
          return phase.at === 'Waiting' && phase.for === 'Token'
            ? [connection, [start('Retry', limits.slowMs)]]
            : [connection, NOTHING];
        case 'TokenRenewed':
          return phase.at === 'Waiting' && phase.for !== 'Retry'
            ? moves.reconnect({ ...connection, failures: 0 }, `to ${place}, with a new session token`)
            : [connection, NOTHING];
        case 'Opened':
          return phase.at === 'Connecting' && phase.needs === 'Socket'
            ? [
                { ...connection, phase: { at: 'LoggingIn' } },
                [
                  { kind: 'CancelTimer', name: 'Opening' },
                  tell('LoggingIn', 'the socket is open'),
                  { kind: 'LogIn' },
                  start('Ack', limits.ackMs),
                ],
              ]
            : [connection, NOTHING];
        case 'SocketClosed':
          return closed(connection, input.cause, at);
        case 'LoggedIn':
          return loggedIn(connection);
        case 'Refused':
          return phase.at === 'LoggingIn' || isOn(phase)
            ? moves.refuse(connection, input.detail)
            : [connection, NOTHING];
        case 'Ponged':
          return isOn(phase) ? [connection, [{ kind: 'CancelTimer', name: 'Pong' }]] : [connection, NOTHING];
        case 'PongMissed':
          return isOn(phase) && !input.hasHeard
            ? moves.lose(connection, `no answer to a ping within ${durationText(limits.pongMs)}`, at)
            : [connection, NOTHING];
        case 'Queued':
          return isOn(phase) && !phase.isSpacing ? batchDue(connection, true) : [connection, NOTHING];
        case 'BatchDue':
          return batchDue(connection, input.isWaiting);
        case 'Settled':
          return settled(connection, input);
        case 'Pulse':
          return pulse(connection, input, at);
        case 'Timer':
          return timer(connection, input.name, at);
        case 'Stopped':
          return [
            { ...connection, phase: { at: 'Closed' } },
            [
              { kind: 'CancelTimers' },
              ...(isOn(phase) ? [{ kind: 'Unsubscribe' } as const] : []),
              { kind: 'Close', isAwaited: false },
              tell('Closed', 'stopped'),
            ],
          ];
        default:
          return absurd(input);
      }
    },
  };
};

const tellOf = (event: 'Unheard' | 'Heard', detail: string): ConnectionEffect => ({
  kind: 'Tell',
  event,
  connection: undefined,
  detail,
  level: event === 'Unheard' ? 'warn' : 'info',
});

const isOn = (phase: Phase): phase is Extract<Phase, { readonly at: 'Subscribing' | 'Live' }> =>
  phase.at === 'Subscribing' || phase.at === 'Live';

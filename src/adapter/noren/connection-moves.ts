import { durationText } from '../../domain/duration-text.js';
import { DataError, type Failure } from '../../domain/failure.js';
import type { EpochMs } from '../../domain/time.js';
import { backoffMs, evictedMs, isMaintenance } from './backoff.js';
import type { ConnectionLimits } from './connection-limits.js';
import type {
  Connection,
  ConnectionEffect,
  ConnectionSettings,
  Stepped,
  TimerName,
} from './connection-types.js';

/** The ways from one state of a connection to another that several inputs lead to. */
export interface ConnectionMoves {
  /** Opens the next socket. */
  connect(connection: Connection): Stepped;
  /** {@link connect} after a wait, telling so. */
  reconnect(connection: Connection, why: string): Stepped;
  /** Lets the socket go, waits and tries again; for long in the early morning, where `isServer` is known to be there. */
  lose(connection: Connection, why: string, at: EpochMs, isServer?: boolean): Stepped;
  /** Another session took the log-in over. */
  evict(connection: Connection): Stepped;
  /** The session token is dead, or seems to be where that is not certain: a new one is waited for. */
  expire(connection: Connection, why: string, isCertain: boolean): Stepped;
  /** The server does not take the session token: final for the first log-in. */
  refuse(connection: Connection, why: string): Stepped;
  /** Nothing comes though it should; the socket is closed. */
  stall(connection: Connection, why: string): Stepped;
  /** The socket of a stalled connection is gone. */
  afterStall(connection: Connection, why: string, at: EpochMs): Stepped;
  fail(connection: Connection, failure: Failure): Stepped;
}

export const NOTHING: readonly ConnectionEffect[] = [];

export const connectionMoves = (
  { place, seed }: ConnectionSettings,
  limits: ConnectionLimits,
): ConnectionMoves => {
  const connect = (connection: Connection): Stepped => {
    const generation = connection.generation + 1;
    return [
      { ...connection, generation, phase: { at: 'Connecting', needs: 'Socket' } },
      [{ kind: 'Open', generation }, start('Opening', limits.openMs)],
    ];
  };

  const reconnect = (connection: Connection, why: string): Stepped => {
    const [connecting, effects] = connect(connection);
    return [connecting, [{ kind: 'CancelTimers' }, tell('Connecting', why), ...effects]];
  };

  const lose = (
    connection: Connection,
    why: string,
    at: EpochMs,
    isServer = connection.hasLoggedIn,
  ): Stepped => {
    const failures = connection.failures + 1;
    const draws = connection.draws + 1;
    const ms = backoffMs(limits, failures, { seed, draws }, isServer && isMaintenance(at));
    return [
      { ...connection, failures, draws, phase: { at: 'Waiting', for: 'Retry' } },
      [
        { kind: 'CancelTimers' },
        { kind: 'Terminate' },
        tell('Waiting', `${why}; the next try is in ${durationText(ms)}`, 'warn'),
        start('Retry', ms),
      ],
    ];
  };

  const evict = (connection: Connection): Stepped => {
    const evictions = connection.evictions + 1;
    const draws = connection.draws + 1;
    const ms = evictedMs(limits, evictions, { seed, draws });
    return [
      { ...connection, evictions, draws, phase: { at: 'Evicted' } },
      [
        { kind: 'CancelTimers' },
        { kind: 'Terminate' },
        tell(
          'Evicted',
          'the server closed the connection as if we had asked for it: another program seems to use the same ' +
            `log-in; stop that one; the next try is in ${durationText(ms)}`,
          'warn',
        ),
        start('Retry', ms),
      ],
    ];
  };

  const expire = (connection: Connection, why: string, isCertain: boolean): Stepped => [
    {
      ...connection,
      // one more connection without prices says it again
      mutes: isCertain ? 0 : limits.mutes,
      phase: { at: 'Waiting', for: isCertain ? 'Token' : 'TokenOrRetry' },
    },
    [
      { kind: 'CancelTimers' },
      { kind: 'Close', isAwaited: false },
      { kind: 'Tell', event: 'SessionExpired', connection: undefined, detail: why, level: 'error' },
      tell('Waiting', 'for a new session token: make one with rxtape login', 'warn'),
      { kind: 'RenewToken' },
      ...(isCertain ? NOTHING : [start('Retry', limits.slowMs)]),
    ],
  ];

  const fail = (connection: Connection, failure: Failure): Stepped => [
    { ...connection, phase: { at: 'Closed' } },
    [
      { kind: 'CancelTimers' },
      { kind: 'Close', isAwaited: false },
      tell('Closed', failure.message, 'error'),
      { kind: 'Fail', failure },
    ],
  ];

  const refuse = (connection: Connection, why: string): Stepped =>
    connection.hasLoggedIn
      ? expire(connection, `the server does not accept the session token any more (${why})`, true)
      : fail(
          connection,
          new DataError(
            `${place} refused the log-in: ${why}. The session token may be of another day or another broker; ` +
              'make a new one with rxtape login',
          ),
        );

  const stall = (connection: Connection, why: string): Stepped => [
    { ...connection, mutes: connection.mutes + 1, phase: { at: 'Stalled', why } },
    [
      { kind: 'CancelTimers' },
      tell('Stalled', why, 'warn'),
      { kind: 'Close', isAwaited: true },
      start('Closing', limits.closeMs),
    ],
  ];

  const afterStall = (connection: Connection, why: string, at: EpochMs): Stepped =>
    connection.mutes > limits.mutes
      ? expire(
          connection,
          `no prices come, though ${limits.mutes} new log-ins were accepted: the session token may be of another day`,
          false,
        )
      : lose(connection, why, at);

  return { connect, reconnect, lose, evict, expire, refuse, stall, afterStall, fail };
};

export const tell = (
  connection: NonNullable<Extract<ConnectionEffect, { readonly kind: 'Tell' }>['connection']>,
  detail: string,
  level: 'info' | 'warn' | 'error' = 'info',
): ConnectionEffect => ({ kind: 'Tell', event: 'Connection', connection, detail, level });

export const start = (name: TimerName, ms: number): ConnectionEffect => ({ kind: 'StartTimer', name, ms });

import type { HaltStatus, SessionIdentity, SessionStatus, SwitchStatus } from '../codec/control/answer.js';
import type { RecorderStats } from '../adapter/recording/recorder-state.js';
import type { Halted } from '../domain/entry.js';
import type { Command } from '../domain/event.js';
import { inRupees } from '../domain/money.js';
import { istTextOf } from '../domain/session.js';
import type { EpochMs } from '../domain/time.js';
import type { Token } from '../domain/token.js';
import type { RunStanding, StandingMoney } from '../report/run-standing.js';
import type { KillSwitches } from '../risk/kill-switch.js';
import type { LiveStats } from './live-figures.js';

/** What of a session is told by its status. */
export interface StatusParts {
  readonly session: SessionIdentity;
  /** The session's clock. */
  readonly at: EpochMs;
  /** Real ms since it began. */
  readonly uptimeMs: number;
  /** Of real time. */
  readonly ticksPerSecond: number;
  readonly stats: LiveStats;
  readonly standing: RunStanding;
  readonly switches: KillSwitches;
  readonly halts: readonly Halted[];
  /** Undefined where nothing is recorded. */
  readonly recording: RecorderStats | undefined;
  readonly nameOf: (token: Token) => string;
}

/** The status of a session, as it is told over its control socket. */
export const statusOf = (parts: StatusParts): SessionStatus => {
  const { session, at, uptimeMs, ticksPerSecond, stats, standing, recording, nameOf } = parts;
  const { latency, silence } = stats;
  return {
    session,
    at: istTextOf(at),
    uptimeMs: Math.round(uptimeMs),
    connection: stats.connection ?? null,
    reconnects: stats.reconnects,
    messages: stats.messages,
    ticks: stats.ticks,
    malformed: stats.malformed,
    ticksPerSecond: Math.round(ticksPerSecond),
    latency,
    queue: { waiting: stats.waiting, longest: stats.longest, conflated: stats.conflated },
    silence:
      silence === undefined
        ? null
        : { token: silence.token, instrument: nameOf(silence.token), ms: silence.ms },
    decisions: stats.decisions,
    refused: stats.refused,
    orders: { sent: stats.orders, open: standing.orders.length, fills: stats.fills },
    positions: standing.positions.length,
    pnl: moneyText(standing.whole),
    strategies: standing.strategies.map(({ name, ...money }) => ({ name, ...moneyText(money) })),
    switches: parts.switches.map((command) => switchStatus(command, nameOf)),
    halts: parts.halts.map((halt) => haltStatus(halt, nameOf)),
    recording:
      recording === undefined
        ? null
        : { state: recording.state, lost: recording.lost.touchlines + recording.lost.others },
  };
};

const moneyText = ({ netPnl, grossPnl, charges, trades }: StandingMoney): SessionStatus['pnl'] => ({
  netPnl: inRupees(netPnl),
  grossPnl: inRupees(grossPnl),
  charges: inRupees(charges),
  trades,
});

/** A kill switch that is thrown. */
export const switchStatus = (
  { seq, at, command, strategy, token, by, reason }: Command,
  nameOf: (token: Token) => string,
): SwitchStatus => ({
  strategy: strategy ?? null,
  token: token ?? null,
  instrument: token === undefined ? null : nameOf(token),
  mode: command,
  by,
  reason,
  seq,
  at: istTextOf(at),
});

/** A halt that stands. */
export const haltStatus = (
  { seq, at, strategy, token, rule, limit, actual, unit, until, message }: Halted,
  nameOf: (token: Token) => string,
): HaltStatus => ({
  strategy: strategy ?? null,
  token: token ?? null,
  instrument: token === undefined ? null : nameOf(token),
  rule,
  limit,
  actual,
  unit,
  until,
  message,
  seq,
  at: istTextOf(at),
});

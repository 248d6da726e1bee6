import type { Command } from 'commander';

/** Told what a command came to, where that is not 0: 1, it ran and found a failure. */
type Done = (code: number) => void;

export type LoadCommand = (done: Done) => Promise<Command>;

/**
 * The commands by their names, as help lists them. Each is loaded when it is asked for: all of them take half a second
 * of a processor that a session under full load has to share, and a kill is to be there at once.
 */
export const COMMANDS: Readonly<Record<string, LoadCommand>> = {
  demo: async (done) => (await import('./demo-command.js')).demoCommand(done),
  backtest: async (done) => (await import('./backtest-command.js')).backtestCommand(done),
  sweep: async (done) => (await import('./sweep-command.js')).sweepCommand(done),
  paper: async (done) => (await import('./session-command.js')).paperCommand(done),
  live: async (done) => (await import('./session-command.js')).liveCommand(done),
  record: async (done) => (await import('./record-command.js')).recordCommand(done),
  status: async () => (await import('./status-commands.js')).statusCommand(),
  orders: async () => (await import('./status-commands.js')).ordersCommand(),
  positions: async () => (await import('./status-commands.js')).positionsCommand(),
  kill: async () => (await import('./kill-commands.js')).killCommand(),
  resume: async () => (await import('./kill-commands.js')).resumeCommand(),
  flatten: async () => (await import('./kill-commands.js')).flattenCommand(),
  stop: async () => (await import('./stop-command.js')).stopCommand(),
  compare: async (done) => (await import('./compare-command.js')).compareCommand(done),
  verify: async (done) => (await import('./verify-command.js')).verifyCommand(done),
  report: async () => (await import('./report-command.js')).reportCommand(),
  export: async () => (await import('./export-command.js')).exportCommand(),
  journal: async (done) => (await import('./journal-command.js')).journalCommand(done),
  audit: async () => (await import('./audit-command.js')).auditCommand(),
  login: async () => (await import('./login-command.js')).loginCommand(),
  sim: async () => (await import('./sim-command.js')).simCommand(),
  risk: async () => (await import('./risk-command.js')).riskCommand(),
  inspect: async (done) => (await import('./inspect-command.js')).inspectCommand(done),
  convert: async () => (await import('./convert-command.js')).convertCommand(),
  sample: async () => (await import('./sample-command.js')).sampleCommand(),
};

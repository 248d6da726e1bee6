/** What a rate is of: a frame of market data, a snapshot, a connection, a log-in, an order, an order update, a call. */
export type FaultScope =
  'frame' | 'snapshot' | 'subscription' | 'connection' | 'log-in' | 'order' | 'update' | 'call';

interface FaultKind {
  readonly scope: FaultScope;
  /** What it does, a line for `--help`. */
  readonly does: string;
}

/** All that a simulated exchange can do wrong, in the order in which chance decides on them. */
export const FAULTS = {
  drop: { scope: 'frame', does: 'the connection is cut without a word (1006)' },
  close: { scope: 'frame', does: 'the server closes the connection (1001)' },
  evict: { scope: 'frame', does: 'as if another session took over: closed with 1000' },
  expire: { scope: 'frame', does: 'no session token is good any more, connections are closed (1008)' },
  mute: { scope: 'frame', does: 'no more market data on this connection; heartbeats go on' },
  hang: { scope: 'frame', does: 'nothing at all is sent on this connection any more; it stays open' },
  duplicate: { scope: 'frame', does: 'the frame comes twice' },
  reorder: { scope: 'frame', does: 'the next frame comes before it' },
  delay: { scope: 'frame', does: "its scrip's frames come after the next 1 to 20 of others" },
  burst: { scope: 'frame', does: 'the frame comes a hundred times' },
  garbage: { scope: 'frame', does: 'bytes that are no JSON come before it' },
  fragment: { scope: 'frame', does: 'the message comes as several WebSocket fragments' },
  split: { scope: 'frame', does: 'what changed comes in two frames' },
  'garbage-values': { scope: 'frame', does: 'values that did not change are sent as "", "-" or "NA"' },
  'zero-ohlc': { scope: 'frame', does: 'open, high, low and average that did not change are sent as 0.00' },
  'no-exchange': { scope: 'frame', does: 'a copy without "e" comes before it' },
  'cross-talk': { scope: 'frame', does: 'a frame of a scrip that was not subscribed comes before it' },
  'wrong-snapshot': {
    scope: 'frame',
    does: "a tk with another scrip's name and values comes under its token",
  },
  'tf-first': { scope: 'snapshot', does: 'a tf comes before the tk' },
  'bare-snapshot': { scope: 'snapshot', does: 'the tk has no values; they come with the next tf' },
  unserved: { scope: 'subscription', does: 'the scrip is accepted and nothing is ever sent of it' },
  'no-ok': { scope: 'subscription', does: 'no "ok" to the subscription of order updates' },
  chunks: { scope: 'connection', does: 'TCP chunks are cut and joined wherever they please' },
  'http-502': { scope: 'call', does: 'HTTP 502 to a call or to a socket that is to be opened' },
  refuse: { scope: 'log-in', does: 'the log-in is refused, and the connection closed' },
  'nack-open': { scope: 'log-in', does: 'the log-in is refused, and the connection left open' },
  'ack-case': { scope: 'log-in', does: '"Ok" where "OK" is usual' },
  reject: { scope: 'order', does: 'the order is accepted, and then rejected' },
  'om-first': { scope: 'order', does: 'order updates come before the answer to the call' },
  'slow-place': { scope: 'order', does: 'the answer to the call takes three seconds' },
  'lost-response': { scope: 'order', does: 'the order is placed, and the call is never answered' },
  'lost-request': { scope: 'order', does: 'the order call is cut off before anything is done' },
  'silent-order': {
    scope: 'order',
    does: 'the order call is carried out, and never answered though its connection stays open',
  },
  'late-order': {
    scope: 'order',
    does: 'the order call is carried out only when the client has given up waiting for its answer',
  },
  'order-502': { scope: 'order', does: 'the order call is carried out, and answered with HTTP 502' },
  'order-drop': { scope: 'order', does: 'the connections are cut between the order call and its answer' },
  'reject-change': {
    scope: 'order',
    does: 'the modification or cancellation is accepted, and then rejected',
  },
  'ip-refused': { scope: 'order', does: 'the call is refused without a reason, as from a foreign address' },
  'partial-fill': { scope: 'order', does: 'its execution is told as two' },
  'om-duplicate': { scope: 'update', does: 'the order update comes twice' },
  'om-missing': { scope: 'update', does: 'the order update is never sent' },
  'om-reorder': { scope: 'update', does: 'the order update comes after the next one' },
  'alt-names': { scope: 'update', does: 'the order update has the other names of its fields' },
  'empty-body': { scope: 'call', does: 'HTTP 200 without a body' },
  'rate-limit': { scope: 'call', does: 'the call is refused for being one too many' },
} as const satisfies Readonly<Record<string, FaultKind>>;

export type FaultName = keyof typeof FAULTS;

export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];

export const isFaultName = (text: string): text is FaultName => Object.hasOwn(FAULTS, text);

/** Whether `fault` strikes what is sent of market data; others strike what a client asks. */
export const isOfFrames = (fault: FaultName): boolean =>
  FAULTS[fault].scope === 'frame' || FAULTS[fault].scope === 'snapshot';

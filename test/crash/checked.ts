import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalReader } from '../../src/adapter/journal/journal-reader.js';
import type { JournalRow } from '../../src/adapter/journal/journal-row.js';
import { verifyChain } from '../../src/adapter/journal/verify-chain.js';
import { sessionFolders } from '../../src/adapter/recording/recover-sessions.js';
import { journalPath } from '../../src/adapter/recording/session-files.js';
import type { Entry } from '../../src/domain/entry.js';
import { NO_LOG } from '../../src/port/log.js';
import { verify } from '../../src/run/verify.js';
import type { Outcome } from '../cli/rxtape.js';
import { replayedReport } from './replayed-report.js';

/** What was found of a session that was killed again and again. */
export interface Checked {
  /** What does not hold, a line each. */
  readonly problems: readonly string[];
  readonly orders: number;
  readonly fills: number;
  /** Lives after the first that came to write something. */
  readonly resumed: number;
}

type Update = Extract<Entry, { kind: 'OrderUpdate' }>;

/** Checks the one session that was recorded into `dir` against itself, its replay, its report and what its lives said. */
export const checked = async (dir: string, lives: readonly Outcome[]): Promise<Checked> => {
  const folders = await sessionFolders(join(dir, 'recorded'));
  const [folder = ''] = folders;
  if (folders.length !== 1)
    return { ...NOTHING, problems: [`${folders.length} sessions were recorded in place of one`] };

  const verification = await verify(folder, { pipeline: undefined, log: NO_LOG });
  const journal = JournalReader.open(journalPath(folder));
  try {
    const sent = journal.ofKind('OrderSent');
    const updates = journal.ofKind('OrderUpdate').map(({ body }) => JSON.parse(body ?? '') as Update);
    const problems = [
      ...(verification.recording === 'whole' ? [] : [`the recording is ${verification.recording}`]),
      ...(verification.difference === null ? [] : [`verify: ${JSON.stringify(verification.difference)}`]),
      ...ofChain(journal),
      ...twice(sent.map(({ orderId }) => orderId ?? '')),
      ...unbroken(journal.ofKind('Decision').map(({ body }) => JSON.parse(body ?? '') as Entry)),
      ...(await ofReport(dir, folder)),
      ...unknown(sent, lives),
    ];
    return {
      problems,
      orders: sent.length,
      fills: updates.filter(({ fill }) => fill !== undefined).length,
      resumed: journal.ofKind('resumed').length,
    };
  } finally {
    journal.close();
  }
};

export const NOTHING: Checked = { problems: [], orders: 0, fills: 0, resumed: 0 };

const ofChain = (journal: JournalReader): readonly string[] => {
  const fault = verifyChain(journal);
  return fault === undefined ? [] : [`row ${fault.row} of the journal ${fault.what}`];
};

const twice = (ids: readonly string[]): readonly string[] =>
  ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id} was sent twice`);

/**
 * The orders of a strategy on a token are numbered 1, 2, 3 …, and those that square the session off close1, close2 …:
 * none is lost, and none begins anew.
 */
const unbroken = (decisions: readonly Entry[]): readonly string[] => {
  const made = new Map<string, number>();
  const problems: string[] = [];
  for (const decision of decisions) {
    if (decision.kind !== 'Decision' || decision.intent.kind !== 'Submit') continue;
    const [, owner, closing, digits] = /^(.+):(close)?(\d+)$/.exec(decision.orderId) ?? [];
    const [whose, number] = [closing ?? owner ?? '', Number(digits)];
    if (number !== (made.get(whose) ?? 0) + 1) problems.push(`${decision.orderId} is out of its order`);
    made.set(whose, number);
  }
  return problems;
};

/** The report of the session's last life is that of one that was never cut off and had the same inputs. */
const ofReport = async (dir: string, folder: string): Promise<readonly string[]> => {
  const own = JSON.parse(readFileSync(join(dir, 'report', 'report.json'), 'utf8')) as Record<string, unknown>;
  const whole = (await replayedReport(folder)) as unknown as Record<string, unknown>;
  return ['digest', 'performance', 'strategies', 'charges', 'trades', 'open', 'counts', 'halts'].flatMap(
    (part) => {
      const [a, b] = [JSON.stringify(own[part]), JSON.stringify(JSON.parse(JSON.stringify(whole[part])))];
      return a === b ? [] : [`the report's ${part} is ${a.slice(0, 300)}; uninterrupted ${b.slice(0, 300)}`];
    },
  );
};

/**
 * Whatever was executed, and told of in a life, was of an order that is journaled: by its id, and by the entry that
 * sent it, since an order that was lost leaves its id to the next one.
 */
const unknown = (sent: readonly JournalRow[], lives: readonly Outcome[]): readonly string[] => {
  const journaled = new Set(sent.map(({ orderId, seq }) => `${orderId} ${seq}`));
  return lives.flatMap(({ stdout }, life) =>
    signalsIn(stdout)
      .filter(({ signal, orderId, cause }) => signal === 'filled' && !journaled.has(`${orderId} ${cause}`))
      .map(
        ({ orderId, cause, at }) => `life ${life + 1}: ${orderId}, sent as ${cause}, filled at ${at}: lost`,
      ),
  );
};

interface SignalLine {
  readonly signal: string;
  readonly cause: number;
  readonly at: string;
  readonly orderId?: string;
}

/** The last line may be torn. */
const signalsIn = (stdout: string): readonly SignalLine[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as SignalLine);

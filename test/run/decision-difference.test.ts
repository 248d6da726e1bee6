import { expect } from 'chai';
import { epochMs, SECOND_MS } from '../../src/domain/time.js';
import { DecidedFold } from '../../src/run/decided.js';
import { decisionDifference } from '../../src/run/decision-difference.js';
import type { Entry } from '../../src/domain/entry.js';
import { RunDigest } from '../../src/report/run-digest.js';
import { feedEvent } from '../operator/events.js';
import { ACC, Belt, ist } from '../report/belt.js';

const OPEN = ist('2025-12-29 09:15:00');

/** A trade of each quantity, a second apart. */
const runOf = (quantities: readonly number[], before: readonly Entry[] = []): readonly Entry[] => {
  const belt = new Belt();
  quantities.forEach((quantity, i) => {
    belt.trade('alpha', belt.tick(epochMs(OPEN + i * SECOND_MS), ACC, 100), 'BUY', quantity, 100, 1);
  });
  return [...before, ...belt.entries];
};

const differenceOf = (session: readonly Entry[], backtest: readonly Entry[]) => {
  const [ours, theirs] = [session, backtest].map((entries) => {
    const fold = new DecidedFold();
    for (const entry of entries) fold.take(entry);
    return fold.decided;
  });
  return decisionDifference(ours ?? [], theirs ?? []);
};

const digestOf = (entries: readonly Entry[]): string => {
  const digest = new RunDigest();
  for (const entry of entries) digest.take(entry);
  return digest.hex();
};

describe('decisionDifference', () => {
  it('is none where the digests are the same, whatever a session has besides', () => {
    const notice = feedEvent(0, { event: 'Connection', connection: 'Live' });
    const [session, backtest] = [runOf([10, 20], [notice]), runOf([10, 20])];

    expect(digestOf(session)).to.equal(digestOf(backtest));
    expect(differenceOf(session, backtest)).to.equal(null);
  });

  it('names the first entry that differs, its fields, its causes to the tick, and what came before it', () => {
    const notice = feedEvent(0, { event: 'Connection', connection: 'Live' });
    const found = differenceOf(runOf([10, 20, 30], [notice]), runOf([10, 25, 30]));

    expect(found?.summary).to.match(
      /^the session goes on with entry \d+, Decision, the backtest with entry \d+/,
    );
    expect(found?.fields).to.include('intent.quantity: session 20, backtest 25');
    expect(found?.fields.filter((field) => /seq|cause/.test(field))).to.be.empty;
    expect(found?.causes).to.have.length(1);
    expect(found?.causes[0]).to.include({ kind: 'Tick', at: OPEN + SECOND_MS });
    expect(found?.outside).to.include({ event: 'Connection' });
    expect(found?.before.at(-1)).to.include({ kind: 'OrderUpdate', at: OPEN });
  });

  it('tells which of the two goes on', () => {
    const [shorter, longer] = [runOf([10]), runOf([10, 20])];

    expect(differenceOf(longer, shorter)).to.include({ backtest: null });
    expect(differenceOf(longer, shorter)?.summary).to.match(
      /^the session goes on with .*, the backtest has no more$/,
    );
    expect(differenceOf(shorter, longer)).to.include({ session: null });
    expect(differenceOf(shorter, longer)?.summary).to.match(
      /^the backtest goes on with .*, the session has no more$/,
    );
  });
});

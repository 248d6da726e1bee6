import { expect } from 'chai';
import type { Event } from '../../src/domain/event.js';
import { TickHistory } from '../../src/domain/history.js';
import { type Intent, market, NO_INTENTS } from '../../src/domain/intent.js';
import { orderIdOf } from '../../src/domain/order.js';
import { runStrategy } from '../../src/operator/run-strategy.js';
import { stamped } from '../../src/operator/stamp.js';
import { ACC, instrument } from '../support/instrument.js';
import { counted } from './counted.js';
import { clockTicked, command, ticked, updated } from './events.js';
import { bound, scripted } from './scripted.js';

/** Buys ten at 5, sells twenty at 6, throws at 13. */
const alpha = scripted('alpha', 0, (state, event) => {
  if (event.kind !== 'Tick') return [state, NO_INTENTS];
  if (event.last === 13) throw new Error('alpha broke');
  const intents: readonly Intent[] =
    event.last === 5 ? [market('BUY', 10)] : event.last === 6 ? [market('SELL', 20)] : NO_INTENTS;
  return [state, intents];
});

/** `alpha` on ACC, told events one at a time; returns what was wanted at the last, with who wanted it. */
const running = (): ((event: Event) => readonly string[]) => {
  let said: string[] = [];
  const stamps = counted(101);
  const stage = runStrategy(bound(alpha, undefined, [ACC]), instrument(), new TickHistory(4), stamps);
  const hear = stage((conclusion) => {
    const entry = stamped(stamps)(conclusion);
    if (entry.kind !== 'Decision') said.push(entry.kind);
    else {
      const { intent, orderId, obeys = 'wish' } = entry;
      const what = intent.kind === 'Submit' ? `${intent.side} ${intent.quantity}` : 'cancel';
      said.push(`${obeys}: ${what} ${orderId}`);
    }
  });
  return (event) => {
    said = [];
    hear(event);
    return said;
  };
};

const idOf = (number: number) => orderIdOf('alpha', ACC, number);
/** `alpha`'s order of that number has come to `state`, with nothing traded. */
const became = (seq: number, number: number, state: 'Open' | 'Cancelled' | 'Rejected') =>
  updated(seq, { id: idOf(number), strategy: 'alpha', state });
/** It traded whole. */
const filled = (seq: number, number: number, side: 'BUY' | 'SELL', quantity: number) =>
  updated(seq, { id: idOf(number), strategy: 'alpha', state: 'Filled', side, quantity }, {});

/** What was wanted at the last of `events`. */
const wantedAfter = (...events: readonly Event[]): readonly string[] => {
  const hear = running();
  let wanted: readonly string[] = [];
  for (const event of events) wanted = hear(event);
  return wanted;
};

const bought = [ticked(1, ACC, 5), filled(2, 1, 'BUY', 10)];

describe('a strategy that is commanded', () => {
  it('to cancel has its open orders cancelled, and keeps its position', () => {
    const wanted = wantedAfter(...bought, ticked(3, ACC, 6), ticked(4, ACC, 5), command(5, 'cancel'));

    expect(wanted).to.deep.equal(['cancel: cancel alpha:NSE|22:2', 'cancel: cancel alpha:NSE|22:3']);
  });

  it('to flatten has its open orders cancelled and its position closed at market', () => {
    const wanted = wantedAfter(...bought, ticked(3, ACC, 6), command(4, 'flatten'));

    expect(wanted).to.deep.equal(['flatten: cancel alpha:NSE|22:2', 'flatten: SELL 10 alpha:NSE|22:3']);
  });

  it('to flatten a short position buys it back', () => {
    const wanted = wantedAfter(ticked(1, ACC, 6), filled(2, 1, 'SELL', 20), command(3, 'flatten', ACC));

    expect(wanted).to.deep.equal(['flatten: BUY 20 alpha:NSE|22:2']);
  });

  it('does nothing where nothing is open, and where it is only halted', () => {
    for (const what of ['cancel', 'flatten', 'halt', 'resume'] as const)
      expect(wantedAfter(ticked(1, ACC, 1), command(2, what))).to.deep.equal([]);
    expect(wantedAfter(ticked(1, ACC, 5), command(2, 'halt'))).to.deep.equal([]);
  });

  it('obeys though it has not stepped, and where it has failed', () => {
    expect(wantedAfter(command(1, 'flatten'))).to.deep.equal([]);
    expect(wantedAfter(...bought, ticked(3, ACC, 13), command(4, 'flatten'))).to.deep.equal([
      'flatten: SELL 10 alpha:NSE|22:2',
    ]);
  });

  it('closes again what an order under way trades after all, once the first closing order has ended', () => {
    const hear = running();
    for (const event of [...bought, ticked(3, ACC, 5), command(4, 'flatten')]) hear(event); // 2 is under way, 3 closes

    expect(hear(filled(5, 2, 'BUY', 10))).to.deep.equal([]);
    expect(hear(filled(6, 3, 'SELL', 10))).to.deep.equal(['flatten: SELL 10 alpha:NSE|22:4']);
    expect(hear(filled(7, 4, 'SELL', 10))).to.deep.equal([]);
  });

  it('closes what an order under way trades though nothing was held at the command', () => {
    const wanted = wantedAfter(ticked(1, ACC, 5), command(2, 'flatten'), filled(3, 1, 'BUY', 10));

    expect(wanted).to.deep.equal(['flatten: SELL 10 alpha:NSE|22:2']);
  });

  it('does not close a second time what could not be closed, unless it is commanded again', () => {
    const hear = running();
    for (const event of [...bought, command(3, 'flatten')]) hear(event);

    expect(hear(became(4, 2, 'Rejected'))).to.deep.equal([]);
    expect(hear(clockTicked(5))).to.deep.equal([]);
    expect(hear(command(6, 'flatten'))).to.deep.equal(['flatten: SELL 10 alpha:NSE|22:3']);
  });

  it('to flatten twice has one closing order', () => {
    const wanted = wantedAfter(...bought, command(3, 'flatten'), became(4, 2, 'Open'), command(5, 'flatten'));

    expect(wanted).to.deep.equal([]);
  });

  it('to cancel after all has its closing order cancelled, and to resume is left alone', () => {
    expect(wantedAfter(...bought, command(3, 'flatten'), command(4, 'cancel'))).to.deep.equal([
      'cancel: cancel alpha:NSE|22:2',
    ]);
    expect(
      wantedAfter(ticked(1, ACC, 5), command(2, 'flatten'), command(3, 'resume'), filled(4, 1, 'BUY', 10)),
    ).to.deep.equal([]);
  });

  it('and fails meanwhile leaves its closing order be', () => {
    const wanted = wantedAfter(...bought, ticked(3, ACC, 5), command(4, 'flatten'), ticked(5, ACC, 13));

    expect(wanted).to.deep.equal(['StrategyFailed', 'wish: cancel alpha:NSE|22:2']);
  });
});

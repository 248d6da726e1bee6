import { expect } from 'chai';
import { filter } from 'rxjs';
import { limit, NO_INTENTS } from '../../src/domain/intent.js';
import { FLAT } from '../../src/domain/position.js';
import type { Notice } from '../../src/port/feed.js';
import { ACC } from '../support/instrument.js';
import { at, tf, tk } from './messages.js';
import { bound, scripted } from './scripted.js';
import { told } from './told.js';
import { handPlayed } from './world.js';

const restarted = (ms: number): Notice => ({
  ...{ kind: 'Notice', receivedAt: at(ms), event: 'Restarted', token: undefined, detail: 'again' },
});

/** Bids at each tick, throws at 13, and tells what it knew at each event: its state counts the events before. */
const teller = (knew: string[]) =>
  scripted('alpha', 0, (heard, event, { orders, position }) => {
    knew.push(
      `${event.kind}: heard ${heard}, ${orders.length} open, ${position === FLAT ? 'flat' : 'holds'}`,
    );
    if (event.kind !== 'Tick') return [heard + 1, NO_INTENTS];
    if (event.last === 13) throw new Error('broke');
    return [heard + 1, [limit('BUY', 1, 0.5)]];
  });

describe('strategies that begin again', () => {
  it('know nothing of before but their orders and position, and number on; whatever the graph lets through', () => {
    const knew: string[] = [];
    const { entry$, entries, bring } = handPlayed({
      tokens: [ACC],
      bindings: [bound(teller(knew), undefined, [ACC])],
      graph: (event$, { strategies }) =>
        event$.pipe(
          filter(({ kind }) => kind !== 'FeedEvent'),
          strategies,
        ),
    });
    entry$.subscribe((entry) => entries.push(entry));
    bring(tk(0, ACC, { last: 5 }), restarted(1), tf(2, ACC, { last: 5 }));

    expect(knew).to.deep.equal([
      'Tick: heard 0, 0 open, flat',
      'OrderUpdate: heard 1, 1 open, flat',
      'FeedEvent: heard 0, 1 open, flat',
      'Tick: heard 1, 1 open, flat',
      'OrderUpdate: heard 2, 2 open, flat',
    ]);
    expect(entries.map(told).filter((line) => line.includes('OrderSent'))).to.deep.equal([
      '4<3 OrderSent alpha:NSE|22:1',
      '10<9 OrderSent alpha:NSE|22:2',
    ]);
  });

  it('run again where they had failed, and their orders are no longer cancelled', () => {
    const knew: string[] = [];
    const { entry$, entries, bring } = handPlayed({
      tokens: [ACC],
      bindings: [bound(teller(knew), undefined, [ACC])],
    });
    entry$.subscribe((entry) => entries.push(entry));
    bring(tk(0, ACC, { last: 13 }), tf(1, ACC, { last: 5 }));
    const failed = entries.length;
    bring(restarted(2), tf(3, ACC, { last: 5 }), tf(4, ACC, { last: 5 }));

    expect(entries.slice(0, failed).map(told)).to.deep.equal([
      '1 Tick NSE|22 13',
      '2<1 StrategyFailed alpha NSE|22: Error: broke',
      '3 Tick NSE|22 5',
    ]);
    const after = entries.slice(failed).map(({ kind }) => kind);
    expect(after.filter((kind) => kind === 'OrderSent')).to.have.length(2);
    expect(after).not.to.include('CancelSent');
  });
});

import { expect } from 'chai';
import type { Entry } from '../../src/domain/entry.js';
import { asProduct, limit, market } from '../../src/domain/intent.js';
import type { OrderId } from '../../src/domain/order.js';
import { ACC, INFY } from '../support/instrument.js';
import { Desk } from './desk.js';
import { told } from './told.js';

/** What was decided in the strategies' names since the entry number `from`. */
const obeyed = (desk: Desk, from: number): readonly string[] =>
  desk.entries.slice(from).flatMap((entry: Entry) => {
    if (entry.kind === 'CloseFailed') return [told(entry).replace(/^.*?CloseFailed/, 'CloseFailed')];
    if (entry.kind !== 'Decision' || entry.obeys === undefined) return [];
    const { intent, orderId } = entry;
    return [
      intent.kind === 'Submit' ? `${intent.side} ${intent.quantity} ${orderId}` : `${intent.kind} ${orderId}`,
    ];
  });

/** What `act` makes the desk decide. */
const after = (desk: Desk, act: () => void): readonly string[] => {
  const from = desk.entries.length;
  act();
  return obeyed(desk, from);
};

/** A desk on which strategies hold what is said. */
const holding = (
  ...held: readonly (readonly [strategy: string, token: typeof ACC, units: number])[]
): Desk => {
  const desk = new Desk([]);
  desk.tick(ACC, 100);
  desk.tick(INFY, 100);
  for (const [strategy, token, units] of held)
    desk.fill(
      desk.submit(strategy, token, market(units > 0 ? 'BUY' : 'SELL', Math.abs(units))),
      Math.abs(units),
    );
  return desk;
};

const closing = (desk: Desk): OrderId => {
  const [id, ...others] = [...desk.live.keys()].filter((one) => one.includes('close'));
  if (id === undefined || others.length > 0) throw new Error('not one closing order');
  return id;
};

describe('a command', () => {
  it('to cancel has all open orders within its scope cancelled, and keeps positions', () => {
    const desk = holding(['alpha', ACC, 10]);
    const mine = desk.submit('alpha', ACC, limit('SELL', 10, 110));
    const other = desk.submit('alpha', ACC, limit('BUY', 10, 90));
    desk.submit('beta', ACC, limit('BUY', 5, 90));

    expect(after(desk, () => desk.command('cancel', 'alpha'))).to.deep.equal([
      `Cancel ${mine}`,
      `Cancel ${other}`,
    ]);
  });

  it('to halt asks nothing of what is open', () => {
    const desk = holding(['alpha', ACC, 10]);
    desk.submit('alpha', ACC, limit('SELL', 10, 110));

    for (const what of ['halt', 'resume'] as const)
      expect(after(desk, () => desk.command(what))).to.deep.equal([]);
  });

  it('to exits only has cancelled what could open something, and keeps what could not', () => {
    const desk = holding(['alpha', ACC, 10]);
    const more = desk.submit('alpha', ACC, limit('BUY', 1, 90));
    desk.submit('alpha', ACC, limit('SELL', 10, 110));
    const target = desk.submit('alpha', ACC, limit('SELL', 10, 120));
    const other = desk.submit('beta', ACC, limit('SELL', 1, 130));

    // the first sale closes all of it already
    const expected = [`Cancel ${more}`, `Cancel ${target}`, `Cancel ${other}`];
    expect([...after(desk, () => desk.command('exit-only'))].sort()).to.deep.equal(expected.sort());
  });

  it('to exits only cancels an exit once another one has left nothing to exit from', () => {
    const desk = holding(['alpha', ACC, 10]);
    const first = desk.submit('alpha', ACC, limit('SELL', 5, 110));
    const second = desk.submit('alpha', ACC, limit('SELL', 5, 120));
    desk.command('exit-only');
    const more = desk.submit('beta', INFY, market('BUY', 5));
    expect(desk.live.has(more)).to.equal(false);

    expect(after(desk, () => desk.fill(first, 5))).to.deep.equal([]);
    expect(desk.live.has(second)).to.equal(true);
  });

  it('to flatten closes at once where no order is open, short positions before long ones', () => {
    const desk = holding(['alpha', ACC, 10], ['beta', INFY, -20], ['beta', ACC, 5]);

    expect(after(desk, () => desk.command('flatten'))).to.deep.equal(['BUY 20 beta:NSE|1594:close1']);
    expect(after(desk, () => desk.fill(closing(desk), 20))).to.deep.equal([
      'SELL 10 alpha:NSE|22:close2',
      'SELL 5 beta:NSE|22:close3',
    ]);
  });

  it('to flatten waits with long positions for short ones two seconds at most', () => {
    const desk = holding(['alpha', ACC, 10], ['beta', INFY, -20]);
    desk.command('flatten');

    expect(after(desk, () => desk.second())).to.deep.equal([]);
    expect(after(desk, () => desk.second())).to.deep.equal(['SELL 10 alpha:NSE|22:close2']);
  });

  it('to flatten cancels open orders, and closes what is held when they have ended', () => {
    const desk = holding(['alpha', ACC, 10]);
    const open = desk.submit('alpha', ACC, limit('SELL', 10, 110));

    expect(after(desk, () => desk.command('flatten'))).to.deep.equal([`Cancel ${open}`]);
    expect(after(desk, () => desk.fill(open, 4))).to.deep.equal([]);
    expect(after(desk, () => desk.answerOldest(true))).to.deep.equal(['SELL 6 alpha:NSE|22:close1']);
  });

  it('to flatten does not wait forever for a cancellation, and asks for it again', () => {
    const desk = holding(['alpha', ACC, 10]);
    const open = desk.submit('alpha', ACC, limit('BUY', 10, 90));
    desk.command('flatten');
    desk.answerOldest(false);

    expect(after(desk, () => desk.second())).to.deep.equal([`Cancel ${open}`]);
    expect(after(desk, () => desk.second())).to.deep.equal(['SELL 10 alpha:NSE|22:close1']);
    expect(after(desk, () => [1, 2, 3].forEach(() => desk.second()))).to.deep.equal([]);
    expect(after(desk, () => [1, 2, 3].forEach(() => desk.second()))).to.deep.equal([`Cancel ${open}`]);
  });

  it('to flatten closes again what an order under way trades after all', () => {
    const desk = holding(['alpha', ACC, 10]);
    const late = desk.submit('alpha', ACC, limit('BUY', 10, 90));
    desk.command('flatten');
    desk.second();
    desk.second(); // its cancellation is not answered
    desk.fill(late, 10);
    expect([...desk.live.keys()]).to.deep.equal(['alpha:NSE|22:close1']);

    expect(after(desk, () => desk.fill(closing(desk), 10))).to.deep.equal(['SELL 10 alpha:NSE|22:close2']);
    expect(after(desk, () => desk.fill(closing(desk), 10))).to.deep.equal([]);
    expect(desk.held('alpha', ACC)).to.equal(0);
  });

  it('to flatten has one closing order at a time, however often it is given', () => {
    const desk = holding(['alpha', ACC, 10]);
    desk.command('flatten');

    expect(after(desk, () => desk.command('flatten', 'alpha'))).to.deep.equal([]);
    expect(after(desk, () => desk.tick(ACC, 99))).to.deep.equal([]);
    expect(after(desk, () => desk.fill(closing(desk), 3))).to.deep.equal([]);
  });

  it('to flatten tries a rejected closing order again with the next tick or second, and tells when it gives up', () => {
    const desk = holding(['alpha', ACC, 10]);
    desk.command('flatten');
    const reject = () => desk.answer(closing(desk), { kind: 'Rejected' }, 'no margin');

    expect(after(desk, reject)).to.deep.equal([]);
    expect(after(desk, () => desk.tick(INFY, 99))).to.deep.equal([]);
    expect(after(desk, () => desk.tick(ACC, 99))).to.deep.equal(['SELL 10 alpha:NSE|22:close2']);
    reject();
    expect(after(desk, () => desk.second())).to.deep.equal(['SELL 10 alpha:NSE|22:close3']);
    reject();
    desk.second();
    reject();
    desk.second();
    expect(after(desk, reject)).to.deep.equal(['CloseFailed alpha NSE|22: 10 after 5']);
    expect(desk.entries.find(({ kind }) => kind === 'CloseFailed')).to.deep.include({ reason: 'no margin' });
    expect(after(desk, () => desk.second())).to.deep.equal([]);

    expect(after(desk, () => desk.command('flatten'))).to.deep.equal(['SELL 10 alpha:NSE|22:close6']);
  });

  it('to flatten goes on after a closing order that traded in part and was cancelled', () => {
    const desk = holding(['alpha', ACC, 10]);
    desk.command('flatten');
    const id = closing(desk);
    desk.fill(id, 4);

    expect(after(desk, () => desk.answer(id, { kind: 'Cancelled' }))).to.deep.equal([]);
    expect(after(desk, () => desk.tick(ACC, 99))).to.deep.equal(['SELL 6 alpha:NSE|22:close2']);
  });

  it('to flatten closes what was bought for the day first, and what is kept as such', () => {
    const desk = holding(['alpha', ACC, 4]);
    desk.fill(desk.submit('alpha', ACC, asProduct('DELIVERY', market('BUY', 10))), 10);
    desk.command('flatten');
    const closed = () => desk.live.get(closing(desk));

    expect(closed()).to.deep.include({ product: 'INTRADAY', quantity: 4 });
    desk.fill(closing(desk), 4);
    expect(closed()).to.deep.include({ product: 'DELIVERY', quantity: 10 });
    desk.fill(closing(desk), 10);
    expect(desk.live.size).to.equal(0);
  });

  it('to resume leaves a closing order be, and makes no further one', () => {
    const desk = holding(['alpha', ACC, 10]);
    desk.command('flatten');

    expect(after(desk, () => desk.command('resume'))).to.deep.equal([]);
    expect(after(desk, () => desk.answer(closing(desk), { kind: 'Rejected' }))).to.deep.equal([]);
    expect(after(desk, () => desk.second())).to.deep.equal([]);
  });

  it('to cancel after all has a closing order cancelled', () => {
    const desk = holding(['alpha', ACC, 10]);
    desk.command('flatten');
    const id = closing(desk);

    expect(after(desk, () => desk.command('cancel'))).to.deep.equal([`Cancel ${id}`]);
  });

  it('is obeyed for an order that is being modified', () => {
    const desk = holding(['alpha', ACC, 10]);
    const open = desk.submit('alpha', ACC, limit('SELL', 4, 110));
    desk.modify(open, { quantity: 8 });

    expect(after(desk, () => desk.command('flatten'))).to.deep.equal([`Cancel ${open}`]);
    desk.answerOldest(true); // modified
    expect(after(desk, () => desk.answerOldest(true))).to.deep.equal(['SELL 10 alpha:NSE|22:close1']);
  });
});

describe('a strategy that failed', () => {
  it('has its open orders on the token cancelled, and its position kept', () => {
    const desk = holding(['alpha', ACC, 10]);
    const open = desk.submit('alpha', ACC, limit('SELL', 10, 110));
    desk.submit('alpha', INFY, limit('BUY', 10, 90));
    desk.submit('beta', ACC, limit('BUY', 10, 90));

    expect(after(desk, () => desk.fail('alpha', ACC))).to.deep.equal([`Cancel ${open}`]);
  });

  it('obeys a command to flatten', () => {
    const desk = holding(['alpha', ACC, 10]);
    desk.fail('alpha', ACC);

    expect(after(desk, () => desk.command('flatten', undefined, ACC))).to.deep.equal([
      'SELL 10 alpha:NSE|22:close1',
    ]);
  });

  it('leaves a closing order be when it fails meanwhile', () => {
    const desk = holding(['alpha', ACC, 10]);
    desk.command('flatten');

    expect(after(desk, () => desk.fail('alpha', ACC))).to.deep.equal([]);
  });
});

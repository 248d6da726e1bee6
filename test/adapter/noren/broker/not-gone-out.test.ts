import { expect } from 'chai';
import fc from 'fast-check';
import type { BrokerAnswer } from '../../../../src/port/broker.js';
import type { SessionToken } from '../../../../src/port/session-tokens.js';
import { SESSION, sessionOf } from '../feed-run.js';
import { DeskRun } from './desk-run.js';

/** One call a second: all but the first wait. */
const SLOW = { pace: { calls: 1, withinMs: 1_000, reserved: 0 } };
const FILL = { id: '7', quantity: 100, price: 100, at: undefined };
const HALTED = 'halt by asha: the news; it had not gone out yet';
const ENDED = 'the session ended before it went out';

describe('what has not gone out', () => {
  let desk: DeskRun;
  const begin = (limits = {}): DeskRun => (desk = new DeskRun(limits));
  afterEach(() => desk.end());

  /** What became of which orders, and why. */
  const told = (): readonly string[] =>
    desk.said.flatMap((one) => (one.kind === 'BrokerAnswer' ? [textOf(one)] : []));
  const textOf = ({ orderId, cause, change, reason }: BrokerAnswer): string =>
    `${orderId.split(':').at(-1)} ${change.kind} for ${cause}: ${reason}`;

  /** Order 1 rests at the broker, with all of it executed or nothing. */
  const resting = async (isHeld: boolean): Promise<void> => {
    begin(SLOW);
    await desk.send('OrderSent');
    await desk.answer();
    await desk.hear(
      isHeld
        ? { status: 'COMPLETE', cause: 'Fill', filled: 100, fill: FILL }
        : { status: 'OPEN', cause: 'New' },
    );
    desk.said.length = 0;
  };

  describe('at a halt', () => {
    it('does not go out any more, and is rejected by us at once', async () => {
      begin(SLOW);
      await desk.send('OrderSent');
      await desk.send('OrderSent', desk.order(2));
      await desk.send('OrderSent', desk.order(3));
      desk.halt();
      expect(told()).to.deep.equal([`2 Rejected for 2: ${HALTED}`, `3 Rejected for 3: ${HALTED}`]);
      await desk.pass(10_000);

      expect(desk.calls).to.have.length(1);
    });

    it('is rejected once, whatever else was asked of it', async () => {
      begin(SLOW);
      await desk.send('OrderSent');
      await desk.send('OrderSent', desk.order(2));
      await desk.send('ModifySent', desk.order(2, { limit: 99 }));
      desk.halt();

      expect(told()).to.deep.equal([`2 Rejected for 2: ${HALTED}`]);
    });

    it('takes the turn of nothing else', async () => {
      await resting(true);
      for (const number of [2, 3, 4, 5]) await desk.send('OrderSent', desk.order(number));
      await desk.send('OrderSent', desk.order(6, { side: 'SELL' }));
      desk.halt();
      await desk.pass(1_000);

      expect(desk.calls.map(({ fields }) => fields['trantype'])).to.deep.equal(['S']);
    });

    it('goes out where it is a cancellation', async () => {
      await resting(false);
      await desk.send('CancelSent');
      desk.halt();
      await desk.pass(10_000);

      expect(desk.calls.map(({ call }) => call)).to.deep.equal(['CancelOrder']);
      expect(told()).to.deep.equal([]);
    });

    it('does not either where its turn came in the same moment', async () => {
      begin();
      const sending = desk.send('OrderSent');
      desk.halt();
      await sending;

      expect(desk.calls).to.deep.equal([]);
      expect(told()).to.deep.equal([`1 Rejected for 1: ${HALTED}`]);
    });

    it('goes out where it is not meant', async () => {
      await resting(false);
      await desk.send('OrderSent', desk.order(2));
      await desk.send('OrderSent', desk.order(3));
      desk.halt(({ id }) => id === desk.order(3).id);
      await desk.pass(10_000);

      expect(desk.calls.map(({ fields }) => fields['remarks'])).to.deep.equal([desk.report({}, 2).remarks]);
      expect(told()).to.deep.equal([`3 Rejected for 3: ${HALTED}`]);
    });

    it('goes out where it can only bring nearer to zero what is held', async () => {
      await resting(true);
      await desk.send('OrderSent', desk.order(2, { side: 'SELL', quantity: 100 }));
      await desk.send('OrderSent', desk.order(3, { side: 'SELL', quantity: 1 }));
      await desk.send('OrderSent', desk.order(4));
      desk.halt();
      await desk.pass(10_000);

      expect(desk.calls.map(({ fields }) => fields['trantype'])).to.deep.equal(['S']);
      expect(told()).to.deep.equal([`3 Rejected for 3: ${HALTED}`, `4 Rejected for 4: ${HALTED}`]);
    });

    it('has other strategies and tokens hold what is theirs', async () => {
      await resting(true);
      await desk.send('OrderSent', desk.order(2, { side: 'SELL', strategy: 'another' }));
      desk.halt();

      expect(told()).to.deep.equal([`2 Rejected for 2: ${HALTED}`]);
    });

    it('leaves an entry at the broker with the terms that it has, and its cancellation goes out', async () => {
      await resting(false);
      await desk.send('ModifySent', desk.order(1, { limit: 101 }));
      desk.halt();
      await desk.send('CancelSent');
      await desk.pass(10_000);

      expect(told()).to.deep.equal([`1 ModifyRejected for 2: ${HALTED}`]);
      expect(desk.calls.map(({ call }) => call)).to.deep.equal(['CancelOrder']);
    });

    it('says nothing more of an order that is cancelled before the belt has heard', async () => {
      begin(SLOW);
      await desk.send('OrderSent');
      await desk.send('OrderSent', desk.order(2));
      desk.halt();
      await desk.send('CancelSent', desk.order(2));
      await desk.pass(10_000);

      expect(told()).to.deep.equal([`2 Rejected for 2: ${HALTED}`]);
      expect(desk.calls).to.have.length(1);
    });

    it('never leaves behind it, whatever waits: only exits do', async () => {
      const step = fc.oneof(
        fc.record({ kind: fc.constant('send' as const), isBuy: fc.boolean(), quantity: fc.nat(3) }),
        fc.record({ kind: fc.constant('pass' as const), ms: fc.nat(1_500) }),
        fc.record({ kind: fc.constant('halt' as const) }),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
          await resting(true);
          let number = 1;
          let isHalted = false;
          let held = 100;
          for (const one of steps) {
            if (one.kind === 'halt') desk.halt();
            isHalted ||= one.kind === 'halt';
            if (one.kind === 'pass') await desk.pass(one.ms);
            if (one.kind === 'send' && !isHalted) {
              number += 1;
              const side = one.isBuy ? 'BUY' : 'SELL';
              await desk.send('OrderSent', desk.order(number, { side, quantity: 50 * (one.quantity + 1) }));
            }
            if (!isHalted) desk.calls.length = 0;
          }
          desk.halt();
          desk.calls.length = 0;
          await desk.pass(100_000);
          for (const { fields } of desk.calls) {
            expect(fields['trantype']).to.equal('S');
            held -= Number(fields['qty']);
          }
          expect(held).to.be.at.least(0);
          desk.end();
        }),
        { numRuns: 60 },
      );
    });
  });

  describe('while the log-in is read for it', () => {
    let read: (session: SessionToken) => void;

    /** Order 1 has been sent, and may go out once the log-in is there. */
    const reading = async (): Promise<void> => {
      const session = new Promise<SessionToken>((resolve) => (read = resolve));
      desk = new DeskRun({}, { ...sessionOf(SESSION), current: () => session });
      await desk.send('OrderSent');
    };
    const haveRead = (): Promise<void> => {
      read(SESSION);
      return desk.pass(10_000);
    };

    it('does not go out behind a halt, and is rejected at once', async () => {
      await reading();
      desk.halt();
      expect(told()).to.deep.equal([`1 Rejected for 1: ${HALTED}`]);
      await haveRead();

      expect(desk.calls).to.deep.equal([]);
      expect(told()).to.have.length(1);
    });

    it('does not go out where it is cancelled, and neither does the cancellation', async () => {
      await reading();
      await desk.send('CancelSent');
      await haveRead();

      expect(desk.calls).to.deep.equal([]);
      expect(told()).to.deep.equal(['1 Cancelled for 2: it had not gone out yet']);
    });

    it('does not go out behind the end of the session, which it is told', async () => {
      await reading();
      desk.broker.leave();
      await haveRead();

      expect(desk.calls).to.deep.equal([]);
      expect(told()).to.deep.equal([`1 Rejected for 1: ${ENDED}`]);
    });

    it('goes out once, where nothing came between', async () => {
      await reading();
      await haveRead();

      expect(desk.calls.map(({ call }) => call)).to.deep.equal(['PlaceOrder']);
    });
  });

  it('is rejected with the reason, where there is no log-in', async () => {
    const current = () => Promise.reject(new Error('run rxtape login'));
    desk = new DeskRun({}, { ...sessionOf(SESSION), current });
    await desk.send('OrderSent');

    expect(desk.calls).to.deep.equal([]);
    expect(told()).to.deep.equal(['1 Rejected for 1: run rxtape login']);
  });

  describe('at the end of the session', () => {
    it('does not go out any more, and each call of it is told so', async () => {
      await resting(false);
      await desk.send('ModifySent', desk.order(1, { limit: 99 }));
      await desk.send('OrderSent', desk.order(2, { side: 'SELL' }));
      await desk.send('OrderSent', desk.order(3));
      await desk.send('CancelSent', desk.order(3));
      desk.broker.leave();
      expect(told()).to.deep.equal([
        '3 Cancelled for 5: it had not gone out yet',
        `1 ModifyRejected for 2: ${ENDED}`,
        `2 Rejected for 3: ${ENDED}`,
      ]);
      await desk.pass(10_000);

      expect(desk.calls).to.deep.equal([]);
    });

    it('does not go out either where it is sent behind it, and is told so at once', async () => {
      await resting(false);
      desk.broker.leave();
      await desk.send('OrderSent', desk.order(2));
      await desk.send('ModifySent', desk.order(1, { limit: 99 }));
      await desk.send('CancelSent');
      expect(told()).to.deep.equal([
        '2 Rejected for 2: the session has ended',
        '1 ModifyRejected for 3: the session has ended',
        '1 CancelRejected for 4: the session has ended',
      ]);
      await desk.pass(10_000);

      expect(desk.calls).to.deep.equal([]);
      expect(told()).to.have.length(3);
    });

    it('has a cancellation that waits for the number of its order told so', async () => {
      begin();
      await desk.send('OrderSent');
      await desk.send('CancelSent');
      desk.broker.leave();

      expect(told()).to.deep.equal([`1 CancelRejected for 2: ${ENDED}`]);
    });

    it('is told where the feed ends by itself, too', async () => {
      begin(SLOW);
      await desk.send('OrderSent');
      await desk.send('OrderSent', desk.order(2));
      desk.broker.end();

      expect(told()).to.deep.equal([`2 Rejected for 2: ${ENDED}`]);
    });
  });

  it('is not modified where it is to be cancelled: the cancellation goes out first', async () => {
    await resting(false);
    await desk.send('ModifySent', desk.order(1, { limit: 101 }));
    await desk.send('CancelSent');
    await desk.pass(10_000);

    expect(told()).to.deep.equal(['1 ModifyRejected for 2: it is to be cancelled']);
    expect(desk.calls.map(({ call }) => call)).to.deep.equal(['CancelOrder']);
  });
});

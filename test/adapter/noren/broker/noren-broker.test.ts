import { expect } from 'chai';
import type { BrokerLimits } from '../../../../src/adapter/noren/broker/broker-limits.js';
import { DeskRun, wordOf } from './desk-run.js';

const HOUR_MS = 3_600_000;
/** Nothing is read but by what it is read for. */
const RARELY: Partial<BrokerLimits> = { awaitMs: HOUR_MS, againMs: HOUR_MS, everyMs: HOUR_MS };
const NO_ANSWER = { kind: 'Transport', message: 'no answer within 10 s' } as const;
const FILL = { id: '7', quantity: 40, price: 100, at: undefined };

describe('NorenBroker', () => {
  let desk: DeskRun;
  const begin = (limits?: Partial<BrokerLimits>): DeskRun => (desk = new DeskRun(limits));
  afterEach(() => desk.end());

  /** An order that rests at the broker. */
  const resting = async (limits?: Partial<BrokerLimits>): Promise<DeskRun> => {
    begin(limits);
    await desk.send('OrderSent');
    await desk.answer();
    await desk.hear({ status: 'OPEN', cause: 'New' });
    desk.said.length = 0;
    return desk;
  };

  describe('sends', () => {
    it('the calls of an order one after another, and those of others meanwhile', async () => {
      begin();
      await desk.send('OrderSent');
      await desk.send('ModifySent', desk.order(1, { limit: 99 }));
      await desk.send('OrderSent', desk.order(2));

      expect(desk.calls.map(({ call }) => call)).to.deep.equal(['PlaceOrder', 'PlaceOrder']);
      await desk.answer();
      expect(desk.calls.map(({ call }) => call)).to.deep.equal(['PlaceOrder', 'ModifyOrder']);
      expect(desk.calls[1]?.fields).to.include({ norenordno: '260105000001', prc: '99.00' });
    });

    it('nothing that waits for an order that has ended', async () => {
      begin();
      await desk.send('OrderSent');
      await desk.send('ModifySent', desk.order(1, { limit: 99 }));
      await desk.hear({ status: 'REJECTED', cause: 'Rejected', reason: 'RED:Margin Shortfall' });
      await desk.answer();

      expect(desk.calls).to.deep.equal([]);
      expect(desk.words).to.deep.equal(['Rejected']);
    });

    it('a cancellation that is asked while a call ends without an answer, when a report names its order', async () => {
      begin();
      await desk.send('OrderSent');
      await desk.answer(NO_ANSWER);
      void desk.send('CancelSent');
      await desk.hear({ status: 'OPEN', cause: 'New' });

      expect(desk.calls.map(({ call }) => call)).to.deep.equal(['CancelOrder']);
    });

    it('no order that is cancelled before its turn', async () => {
      begin({ pace: { calls: 1, withinMs: 1_000, reserved: 0 } });
      await desk.send('OrderSent', desk.order(2));
      await desk.send('OrderSent');
      await desk.send('CancelSent');
      expect(desk.words).to.deep.equal(['Cancelled']);
      await desk.pass(5_000);

      expect(desk.calls).to.have.length(1);
    });

    it('nothing of an order that ends while that waits for its turn', async () => {
      await resting({ pace: { calls: 1, withinMs: 1_000, reserved: 0 } });
      await desk.send('ModifySent', desk.order(1, { limit: 99 }));
      await desk.hear({ status: 'CANCELED', cause: 'Canceled' });
      await desk.pass(5_000);

      expect(desk.calls).to.deep.equal([]);
    });

    it('a cancellation once the number of its order is known, and no order twice', async () => {
      begin();
      await desk.send('OrderSent');
      await desk.answer(NO_ANSWER);
      await desk.send('CancelSent');
      expect(desk.calls).to.deep.equal([]);
      desk.orders = [desk.report({ status: 'OPEN' })];
      await desk.pass(10_000);

      expect(desk.calls.map(({ call, fields }) => [call, fields['norenordno']])).to.deep.equal([
        ['CancelOrder', '260105000001'],
      ]);
    });
  });

  it('says nothing of the answer to a call whose order has ended meanwhile', async () => {
    begin();
    await desk.send('OrderSent');
    await desk.hear({ status: 'CANCELED', cause: 'Canceled' });
    await desk.answer();

    expect(desk.words).to.deep.equal(['Cancelled']);
  });

  it('ends the session with the error of a call that fails for a reason of ours', async () => {
    begin();
    await desk.send('OrderSent');
    const error = new Error('a mistake in our own code');
    await desk.fail(error);

    expect(desk.error).to.equal(error);
  });

  describe('of a call without an answer', () => {
    it('looks up 3 s later what came of it, and finds the order by its mark', async () => {
      begin({ ...RARELY, againMs: 3_000, quietMs: 0 });
      await desk.send('OrderSent');
      await desk.answer(NO_ANSWER);
      desk.orders = [desk.report({ status: 'OPEN' })];
      await desk.pass(2_999);
      expect([desk.words, desk.readings]).to.deep.equal([['Lost'], 0]);
      await desk.pass(1);

      expect(desk.words).to.deep.equal(['Lost', 'OtherState', 'Opened']);
    });

    it('says that it was lost only where no report has told of it', async () => {
      begin();
      await desk.send('OrderSent');
      await desk.hear({ status: 'OPEN', cause: 'New' });
      await desk.answer(NO_ANSWER);

      expect(desk.words).to.deep.equal(['Opened']);
    });

    it('does not believe a refusal where a report has told otherwise', async () => {
      begin();
      await desk.send('OrderSent');
      await desk.hear({ status: 'OPEN', cause: 'New' });
      await desk.answer({ kind: 'OrderRefused', message: 'a proxy says no' });

      expect(desk.words).to.deep.equal(['Opened']);
    });
  });

  describe('hears', () => {
    it('reports without a mark once the answer has named their order, in their order', async () => {
      begin();
      await desk.send('OrderSent');
      await desk.hear({ remarks: '', status: 'OPEN', cause: 'New' });
      await desk.hear({ remarks: '', status: 'OPEN', cause: 'Fill', filled: 40, fill: FILL });
      expect(desk.words).to.deep.equal([]);
      await desk.answer();

      expect(desk.words).to.deep.equal(['Opened', 'Filled 40']);
    });

    it('the same report twice, once', async () => {
      await resting();
      for (let i = 0; i < 2; i += 1)
        await desk.hear({ status: 'OPEN', cause: 'Fill', filled: 40, fill: FILL });

      expect(desk.words).to.deep.equal(['Filled 40']);
    });
  });

  describe('reads the books', () => {
    it('with each connection that is made', async () => {
      await resting(RARELY);
      desk.orders = [desk.report({ status: 'CANCELED' })];
      await desk.pass(60_000);
      expect(desk.words).to.deep.equal([]);
      desk.broker.connected();
      await desk.pass(0);

      expect(desk.words).to.deep.equal(['EndedThere', 'Cancelled']);
    });

    it('when more was executed than was told', async () => {
      await resting(RARELY);
      desk.orders = [desk.report({ status: 'OPEN', filled: 70, averagePrice: 100 })];
      desk.trades = [
        { number: '260105000001', fill: { ...FILL, id: '6', quantity: 30 } },
        { number: '260105000001', fill: FILL },
      ];
      await desk.hear({ status: 'OPEN', cause: 'Fill', filled: 70, fill: FILL });
      await desk.pass(0);

      expect(desk.words).to.deep.equal(['Filled 40', 'FilledAway', 'Filled 30']);
    });

    it('when it is told of an end that does not follow from what it knows', async () => {
      await resting(RARELY);
      desk.orders = [desk.report({ status: 'COMPLETE', filled: 100, averagePrice: 99 })];
      await desk.hear({ status: 'COMPLETE', cause: 'Fill', filled: 0, fill: undefined });
      await desk.pass(0);

      expect(desk.words).to.deep.equal(['FilledAway', 'FilledTo 100']);
    });

    it('when an answer is due for 5 s, and again until it is there', async () => {
      await resting({ everyMs: HOUR_MS });
      await desk.send('CancelSent');
      await desk.answer();
      desk.orders = [desk.report({ status: 'OPEN' })];
      await desk.pass(4_999);
      expect(desk.readings).to.equal(0);
      await desk.pass(1);

      expect(desk.words).to.deep.equal(['OtherState', 'CancelRejected']);
    });

    it('the trades first: an order that is changed meanwhile is not completed under its old terms', async () => {
      await resting(RARELY);
      desk.orders = [desk.report({ status: 'OPEN' })];
      desk.between = () => {
        desk.orders = [desk.report({ status: 'OPEN', quantity: 140, filled: 100, averagePrice: 100 })];
        desk.trades = [{ number: '260105000001', fill: { ...FILL, quantity: 100 } }];
      };
      desk.broker.connected();
      await desk.pass(0);

      expect(desk.words).to.deep.equal(['FilledAway', 'Modified to 140', 'FilledTo 100']);
    });
  });

  it('concludes nothing from books that may have been read before what was just asked', async () => {
    await resting({ ...RARELY, awaitMs: 1_000, againMs: 1_000 });
    desk.orders = [desk.report({ status: 'OPEN' })];
    await desk.send('CancelSent');
    await desk.pass(1_000);
    expect([desk.words, desk.readings]).to.deep.equal([[], 1]); // the call is under way
    await desk.answer();
    await desk.pass(2_999);
    expect(desk.words).to.deep.equal([]);
    await desk.pass(1_001);

    expect(desk.words).to.deep.equal(['OtherState', 'CancelRejected']);
  });

  it("tells of another program's order once, and not of one whose reports are on the tape", async () => {
    begin();
    const [one, other] = [
      desk.report({ number: '1', remarks: 'by hand' }),
      desk.report({ number: '2', remarks: 'by hand' }),
    ];
    await desk.hear(one);
    desk.orders = [one, other];
    for (let i = 0; i < 2; i += 1) {
      desk.broker.connected();
      await desk.pass(0);
    }

    expect(desk.words).to.deep.equal(['UnknownHere']);
  });

  describe('in a session that goes on', () => {
    it('sends nothing of its past, and takes an order for lost only when its call is over for sure', async () => {
      begin();
      desk.recall(desk.sent('OrderSent'));
      const told = await desk.goOn();
      expect([desk.calls, told, desk.readings]).to.deep.equal([[], [], 1]);
      await desk.pass(19_000);
      expect(desk.words).to.deep.equal([]);
      await desk.pass(5_000);

      expect(desk.words).to.deep.equal(['UnknownThere', 'Rejected']);
    });

    it('finds an order by its mark, and the difference comes before what follows', async () => {
      begin();
      desk.recall(desk.sent('OrderSent'));
      desk.orders = [desk.report({ status: 'CANCELED' })];

      expect((await desk.goOn()).map(wordOf)).to.deep.equal(['EndedThere', 'Cancelled']);
      expect(desk.said).to.deep.equal([]);
    });
  });
});

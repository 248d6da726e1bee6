import { expect } from 'chai';
import fc from 'fast-check';
import { limit, market, type SubmitIntent } from '../../src/domain/intent.js';
import {
  type Bracket,
  bracket,
  type BracketPlan,
  bracketStep,
  heldByBracket,
  isBracketOver,
  leaveBracket,
} from '../../src/order-kit/bracket.js';
import { points } from '../../src/order-kit/trail.js';
import { Desk } from './desk.js';

const desk = (
  plan: Partial<BracketPlan> = {},
  entry: SubmitIntent = limit('BUY', 100, 100),
): Desk<Bracket> => {
  const one = new Desk(bracket({ tag: 'b', entry, target: 104, stop: 98, ...plan }), bracketStep);
  one.tick(100);
  return one;
};
/** One whose entry has filled, with both exits resting. */
const holding = (plan: Partial<BracketPlan> = {}): Desk<Bracket> => {
  const one = desk(plan);
  one.answerAll();
  one.trade('b/entry#1');
  one.answerAll();
  return one;
};

describe('bracketStep', () => {
  it('places the entry first, and both exits when it has filled', () => {
    const one = desk();
    expect(one.orders).to.deep.equal({ 'b/entry#1': 'BUY 100 100 InFlight' });

    one.answer();
    one.trade('b/entry#1');
    one.answerAll();

    expect(one.state.phase).to.equal('Holding');
    expect(one.orders).to.deep.equal({
      'b/stop#1': 'SELL 100 98 TriggerPending',
      'b/target#1': 'SELL 100 104 Open',
    });
  });

  it('keeps the exits at what is held while the entry fills in parts', () => {
    const one = desk();
    one.answerAll();

    one.trade('b/entry#1', 30);
    one.answerAll();
    one.trade('b/entry#1', 50);
    one.answerAll();

    expect(one.orders).to.deep.equal({
      'b/entry#1': 'BUY 20 100 PartiallyFilled',
      'b/stop#1': 'SELL 80 98 TriggerPending',
      'b/target#1': 'SELL 80 104 Open',
    });
  });

  it('shrinks one exit as the other fills, and ends it when that has filled', () => {
    const one = holding();

    one.trade('b/target#1', 40);
    one.answerAll();
    expect(one.orders).to.deep.equal({
      'b/stop#1': 'SELL 60 98 TriggerPending',
      'b/target#1': 'SELL 60 104 PartiallyFilled',
    });
    one.trade('b/target#1');
    one.answerAll();

    expect(one.orders).to.deep.equal({});
    expect([one.state.phase, one.position, one.state.raced]).to.deep.equal(['Over', 0, 0]);
  });

  it('cancels the rest of the entry when an exit trades', () => {
    const one = desk();
    one.answerAll();
    one.trade('b/entry#1', 30);
    one.answerAll();

    one.trade('b/stop#1');
    one.answerAll();

    expect(one.orders).to.deep.equal({});
    expect([one.state.phase, one.position]).to.deep.equal(['Over', 0]);
  });

  it('undoes what both exits traded, and tells how much it was', () => {
    const one = holding();

    one.trade('b/target#1'); // the cancellation of the stop is on its way
    one.trade('b/stop#1', 70);
    expect([one.position, one.state.raced]).to.deep.equal([-70, 70]);
    one.answerAll();
    one.trade('b/repair#1');
    one.answerAll();

    expect([one.state.phase, one.position, one.state.raced]).to.deep.equal(['Over', 0, 70]);
    expect(one.wished.filter((wish) => wish.startsWith('b/repair'))).to.deep.equal([
      'b/repair#1: BUY 70 MARKET',
    ]);
  });

  it('goes out at market where the stop would not be had, after the target is gone', () => {
    const one = desk();
    one.answerAll();
    one.trade('b/entry#1');
    one.happens('b/stop#1', 'Refused');
    one.answerAll();

    expect(one.orders).to.deep.equal({ 'b/exit#1': 'SELL 100 market Open' });
    one.trade('b/exit#1');
    expect([one.state.phase, one.position]).to.deep.equal(['Over', 0]);
  });

  it('tries to get out once a second where it is refused, and says when it gives up', () => {
    const one = holding();
    one.happens('b/stop#1', 'Rejected');
    one.answer(); // the cancellation of the target
    for (let n = 1; n <= 5; n += 1) {
      one.happens(`b/exit#${n}`, 'Refused');
      one.tick(97);
      one.second();
    }

    expect(one.wished.filter((wish) => wish.startsWith('b/exit'))).to.have.length(5);
    expect([one.state.phase, heldByBracket(one.state)]).to.deep.equal(['Stuck', 100]);
  });

  it('is over where its entry is refused', () => {
    const one = desk();
    one.happens('b/entry#1', 'Refused');

    expect(one.state.phase).to.equal('Over');
  });

  it('does nothing more when somebody else cancels an exit: a command, the square-off', () => {
    const one = holding();
    one.happens('b/stop#1', 'Cancelled');
    one.tick(105);

    expect(one.state.phase).to.equal('Left');
    expect(one.asks).to.deep.equal([]);
  });

  it('places the exits of what is held again when their day is over', () => {
    const one = holding();
    one.happens('b/stop#1', 'Expired');
    one.happens('b/target#1', 'Expired');
    one.answerAll();

    expect(Object.keys(one.orders)).to.deep.equal(['b/stop#2', 'b/target#2']);
  });

  it('protects what the entry filled although it was cancelled', () => {
    const one = desk();
    one.answerAll();
    one.state = leaveBracket(one.state);
    one.tick(101);
    one.trade('b/entry#1', 60); // before its cancellation is answered
    one.answerAll();
    expect(one.orders).to.deep.equal({ 'b/exit#1': 'SELL 60 market Open' });
    one.trade('b/exit#1');

    expect([one.state.phase, one.position]).to.deep.equal(['Over', 0]);
  });

  it('moves the stop with the price, and never back', () => {
    const one = holding({ trail: points(2) });
    const stops: string[] = [];
    for (const last of [100.5, 101, 100, 102.03, 99]) {
      one.tick(last);
      one.answerAll();
      stops.push(one.orders['b/stop#1'] ?? '-');
    }

    expect(stops.map((text) => Number(text.split(' ')[2]))).to.deep.equal([98.5, 99, 99, 100, 100]);
  });

  it('asks once a second, and not more often, for what was refused', () => {
    const one = holding();
    const asked = (): number =>
      one.wished.filter((wish) => wish === 'b/stop#1: Modify {"quantity":60,"trigger":98}').length;
    one.trade('b/target#1', 40);
    const seen = [asked()];
    one.answer(false);
    one.tick(101);
    seen.push(asked());
    one.second();
    seen.push(asked());

    expect(seen).to.deep.equal([1, 1, 2]);
  });

  it('returns the same state where nothing changed', () => {
    const one = holding();
    const before = one.state;
    one.tick(101);

    expect(one.state).to.equal(before);
  });

  it('ends flat whatever trades while anything is under way, and always knows what it holds', () => {
    const tags = ['entry#1', 'target#1', 'target#2', 'stop#1', 'stop#2', 'exit#1', 'repair#1', 'repair#2'];
    const act = fc.oneof(
      { weight: 3, arbitrary: fc.record({ act: fc.constant('trade' as const), tag: fc.constantFrom(...tags), units: fc.integer({ min: 1, max: 60 }) }) },
      { weight: 3, arbitrary: fc.record({ act: fc.constant('answer' as const), yes: fc.integer({ min: 0, max: 9 }) }) },
      { weight: 1, arbitrary: fc.record({ act: fc.constant('tick' as const), last: fc.integer({ min: 95, max: 106 }) }) },
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.array(act, { maxLength: 60 }), (isLong, trails, acts) => {
        const one = isLong
          ? desk(trails ? { trail: points(2) } : {})
          : desk({ target: 96, stop: 102, ...(trails ? { trail: points(2) } : {}) }, market('SELL', 100));
        const sign = isLong ? 1 : -1;
        for (const did of acts) {
          if (did.act === 'trade') one.trade(`b/${did.tag}`, did.units);
          else if (did.act === 'answer') one.answer(did.yes > 0 || one.asks[0]?.kind === 'Submit');
          else one.tick(did.last);
          expect(heldByBracket(one.state) * sign).to.equal(one.position);
        }
        for (let n = 0; n < 20 && !isBracketOver(one.state); n += 1) {
          one.second();
          one.answerAll();
          const held = heldByBracket(one.state);
          const exits = Object.entries(one.orders).filter(([tag]) => /target|stop/.test(tag));
          for (const [, text] of exits) expect(Number(text.split(' ')[1])).to.equal(held);
          for (const tag of ['entry', 'stop', 'exit', 'repair'])
            for (const order of one.open.filter((open) => open.tag?.startsWith(`b/${tag}`)))
              one.trade(order.tag ?? '');
        }

        expect([one.state.phase, one.position]).to.deep.equal(['Over', 0]);
        expect(one.open).to.deep.equal([]);
      }),
      { numRuns: 150 },
    );
  });
});

import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import type { FaultName } from '../../../../src/adapter/noren/simulator/fault-list.js';
import {
  type FaultPlan,
  NO_FAULTS,
  parseFaults,
} from '../../../../src/adapter/noren/simulator/fault-plan.js';
import {
  FrameFaults,
  type MarketFrame,
  type Outgoing,
} from '../../../../src/adapter/noren/simulator/frame-faults.js';
import { randomsOf } from '../../../../src/adapter/generator/random.js';

const [ACC, INFY] = [{ of: 'ACC' }, { of: 'INFY' }];

const SNAPSHOT =
  '{"t":"tk","e":"NSE","tk":"22","ts":"ACC-EQ","pp":"2","ls":"1","ti":"0.05","lp":"100.00","v":"10"}';
const CHANGE = '{"t":"tf","e":"NSE","tk":"22","lp":"101.00","v":"11","ft":"1767584701"}';

const frame = (text = CHANGE, of: object = ACC): MarketFrame => ({
  text,
  of,
  isSnapshot: text.startsWith('{"t":"tk"'),
});

const STRANGERS = { frame: () => 'stranger', inPlaceOf: () => 'another' };

const faultsOf = (plan: FaultPlan, seed = 7): FrameFaults =>
  new FrameFaults(randomsOf(seed)(), () => plan, STRANGERS);

/** The frame faults that always strike with `fault`. */
const always = (fault: FaultName): FrameFaults => faultsOf({ ...NO_FAULTS, rates: new Map([[fault, 1]]) });

/** Those of which only the next frame is struck by `fault`. */
const once = (fault: FaultName): FrameFaults => {
  const faults = faultsOf(NO_FAULTS);
  faults.force(fault);
  return faults;
};

const textsOf = (outgoing: readonly Outgoing[]): readonly string[] =>
  outgoing.map((one) => (one.kind === 'text' ? one.text : one.kind));

const valuesOf = (text: string | undefined): Readonly<Record<string, string>> =>
  JSON.parse(text ?? '') as Readonly<Record<string, string>>;

describe('faults of frames', () => {
  it('lets frames be when nothing is to go wrong', () => {
    const faults = faultsOf(NO_FAULTS);

    expect(faults.isQuiet).to.equal(true);
    expect(faults.pass(frame())).to.deep.equal([{ kind: 'text', text: CHANGE }]);
  });

  for (const ending of ['drop', 'close', 'evict', 'expire', 'mute', 'hang'] as const)
    it(`${ending}: sends the frame and ends the connection, or what is sent on it`, () => {
      expect(always(ending).pass(frame())).to.deep.equal([
        { kind: 'text', text: CHANGE },
        { kind: 'end', by: ending },
      ]);
    });

  it('duplicate: sends the frame twice', () => {
    expect(textsOf(always('duplicate').pass(frame()))).to.deep.equal([CHANGE, CHANGE]);
  });

  it('burst: sends the frame a hundred times', () => {
    const out = textsOf(always('burst').pass(frame()));

    expect(out).to.have.length(100);
    expect(new Set(out)).to.deep.equal(new Set([CHANGE]));
  });

  it('reorder: sends the next frame first', () => {
    const faults = once('reorder');

    expect(textsOf(faults.pass(frame('{"a":1}')))).to.deep.equal([]);
    expect(textsOf(faults.pass(frame('{"b":1}', INFY)))).to.deep.equal(['{"b":1}', '{"a":1}']);
    expect(textsOf(faults.pass(frame('{"c":1}')))).to.deep.equal(['{"c":1}']);
  });

  it('delay: holds the frames of the scrip back behind 1 to 20 of others, in their order', () => {
    const faults = once('delay');
    faults.pass(frame('{"a":1}', ACC));
    faults.pass(frame('{"a":2}', ACC));
    const out = Array.from({ length: 20 }, (_, i) => textsOf(faults.pass(frame(`{"b":${i}}`, INFY)))).flat();

    const [first, second] = [out.indexOf('{"a":1}'), out.indexOf('{"a":2}')];
    expect(first).to.be.greaterThan(0);
    expect(second).to.equal(first + 1);
    expect(out).to.have.length(22);
  });

  it('gives out what it holds back when it is asked to', () => {
    const faults = once('reorder');
    faults.pass(frame('{"a":1}'));
    faults.force('delay');
    faults.pass(frame('{"b":1}', INFY));

    expect(textsOf(faults.release())).to.deep.equal(['{"a":1}', '{"b":1}']);
    expect(faults.isQuiet).to.equal(true);
  });

  it('garbage: puts bytes that are no JSON before the frame, and loses nothing', () => {
    const faults = always('garbage');
    for (let i = 0; i < 50; i += 1) {
      const [before, own, ...others] = faults.pass(frame());

      expect([own, others]).to.deep.equal([{ kind: 'text', text: CHANGE }, []]);
      if (before?.kind === 'text') expect(() => valuesOf(before.text)).to.throw();
      else expect(before?.kind).to.equal('bytes');
    }
  });

  it('fragment: cuts the message into fragments that are the message together', () => {
    const [out] = always('fragment').pass(frame());

    expect(out?.kind === 'fragments' && out.texts.join('')).to.equal(CHANGE);
  });

  it('split: tells what changed in two frames, and leaves a snapshot alone', () => {
    const [one, other] = textsOf(always('split').pass(frame())).map(valuesOf);

    expect(one).to.include({ t: 'tf', e: 'NSE', tk: '22' });
    expect(other).to.include({ t: 'tf', e: 'NSE', tk: '22' });
    expect({ ...one, ...other }).to.deep.equal(valuesOf(CHANGE));
    expect(textsOf(always('split').pass(frame(SNAPSHOT)))).to.deep.equal([SNAPSHOT]);
    expect(textsOf(always('split').pass(frame('{"t":"tf","e":"NSE","tk":"22","lp":"1"}')))).to.have.length(1);
  });

  it('garbage-values: adds values that are none, and changes nothing that is told', () => {
    const [out] = textsOf(always('garbage-values').pass(frame()));

    expect(valuesOf(out)).to.include(valuesOf(CHANGE));
    expect(['', '-', 'NA', ' ']).to.include(valuesOf(out)['h']);
  });

  it('zero-ohlc: adds zeros that are no prices', () => {
    const [out] = textsOf(always('zero-ohlc').pass(frame()));

    expect(valuesOf(out)).to.deep.equal({ ...valuesOf(CHANGE), o: '0.00', h: '0.00', l: '0.00', ap: '0.00' });
  });

  it('no-exchange: puts a copy without exchange before the frame', () => {
    expect(textsOf(always('no-exchange').pass(frame()))).to.deep.equal([
      '{"t":"tf","tk":"22","lp":"101.00","v":"11","ft":"1767584701"}',
      CHANGE,
    ]);
  });

  it('cross-talk: puts a stranger’s frame before it', () => {
    expect(textsOf(always('cross-talk').pass(frame()))).to.deep.equal(['stranger', CHANGE]);
  });

  it('wrong-snapshot: sends another’s values under the token, and has all told again', () => {
    expect(always('wrong-snapshot').pass(frame())).to.deep.equal([
      { kind: 'text', text: CHANGE },
      { kind: 'text', text: 'another' },
      { kind: 'distrust', of: ACC },
    ]);
  });

  it('tf-first: sends a change before the snapshot, and only there', () => {
    const faults = always('tf-first');

    expect(textsOf(faults.pass(frame(SNAPSHOT)))).to.deep.equal([
      '{"t":"tf","e":"NSE","tk":"22","lp":"100.00","v":"10"}',
      SNAPSHOT,
    ]);
    expect(textsOf(faults.pass(frame()))).to.deep.equal([CHANGE]);
  });

  it('bare-snapshot: sends a snapshot without values, and has them told later', () => {
    expect(always('bare-snapshot').pass(frame(SNAPSHOT))).to.deep.equal([
      { kind: 'text', text: '{"t":"tk","e":"NSE","tk":"22","ts":"ACC-EQ","pp":"2","ls":"1","ti":"0.05"}' },
      { kind: 'distrust', of: ACC },
    ]);
  });

  const stream = (seed: number): readonly Outgoing[] => {
    const plan = parseFaults(
      'duplicate:0.1,reorder:0.1,delay:0.1,garbage:0.1,split:0.1,fragment:0.1,cross-talk:0.1,garbage-values:0.1',
    );
    if (E.isLeft(plan)) throw new Error(plan.left);
    const faults = faultsOf(plan.right, seed);
    return Array.from({ length: 500 }, (_, i) =>
      faults.pass(
        frame(`{"t":"tf","e":"NSE","tk":"22","lp":"${i}.00","v":"${i}"}`, i % 3 === 0 ? INFY : ACC),
      ),
    ).flat();
  };

  it('does the same again of the same seed, and other things of another', () => {
    expect(stream(7)).to.deep.equal(stream(7));
    expect(stream(8)).not.to.deep.equal(stream(7));
  });

  it('strikes as often as it is to', () => {
    const faults = faultsOf({ ...NO_FAULTS, rates: new Map([['duplicate', 0.02]]) });
    const sent = Array.from({ length: 20_000 }, () => faults.pass(frame())).flat().length;

    expect(sent - 20_000).to.be.within(320, 480); // 400 expected, four deviations of 20 about
  });
});

describe('parseFaults', () => {
  const planOf = (text: string): FaultPlan => {
    const plan = parseFaults(text);
    if (E.isLeft(plan)) throw new Error(plan.left);
    return plan.right;
  };

  it('reads rates, faults that always strike, times and the limit of scrips', () => {
    expect(planOf('drop:0.001, duplicate,hang@10:30:00,drop@11:00,sub-limit:100')).to.deep.equal({
      rates: new Map([
        ['drop', 0.001],
        ['duplicate', 1],
      ]),
      times: [
        { fault: 'hang', timeOfDayMs: 37_800_000 },
        { fault: 'drop', timeOfDayMs: 39_600_000 },
      ],
      mostScrips: 100,
    });
  });

  for (const [text, problem] of [
    ['dorp:0.1', "no fault is named 'dorp:0.1'"],
    ['drop:2', 'write a rate from 0 to 1'],
    ['drop:', 'write a rate from 0 to 1'],
    ['drop:-1', 'write a rate from 0 to 1'],
    ['drop:x', 'write a rate from 0 to 1'],
    ['drop@25:00', 'write a time of day'],
    ['sub-limit', 'write how many scrips'],
    ['', 'no fault is named'],
    ['drop,,mute', 'no fault is named'],
  ] as const)
    it(`refuses '${text}'`, () => {
      const plan = parseFaults(text);

      expect(E.isLeft(plan) && plan.left).to.contain(problem);
    });
});

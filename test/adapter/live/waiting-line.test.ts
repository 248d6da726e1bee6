import { expect } from 'chai';
import fc from 'fast-check';
import { WaitingLine } from '../../../src/adapter/live/waiting-line.js';
import { DEFAULT_QUALITY } from '../../../src/domain/quality.js';
import { orderIdOf } from '../../../src/domain/order.js';
import type { Tick } from '../../../src/domain/tick.js';
import type { Token } from '../../../src/domain/token.js';
import { flagNames, MessageFlag } from '../../../src/domain/touchline.js';
import { mergeTouchline } from '../../../src/operator/merge-touchline.js';
import type { CommandInput, Input } from '../../../src/port/input.js';
import type { LiveMessage, Notice } from '../../../src/port/feed.js';
import { counted } from '../../operator/counted.js';
import { at, connected, malformed, TCS, tf, tk } from '../../operator/messages.js';
import { arbitraryMessage } from '../../support/arbitrary-message.js';
import { ACC, INFY } from '../../support/instrument.js';

const report = (ms: number, detail: string): Notice => ({
  kind: 'Notice',
  receivedAt: at(ms),
  event: 'Order',
  token: undefined,
  detail,
});

const halt = (ms: number): CommandInput => ({
  kind: 'Command',
  receivedAt: at(ms),
  command: 'halt',
  strategy: undefined,
  token: undefined,
  by: 'a test',
  reason: 'by hand',
});

const answer = (ms: number, cause: number): Input => ({
  kind: 'BrokerAnswer',
  receivedAt: at(ms),
  cause,
  token: ACC,
  strategy: 'momentum',
  orderId: orderIdOf('momentum', ACC, cause),
  change: { kind: 'Opened' },
  reason: undefined,
});

const isMessage = ({ kind }: Input): boolean => kind === 'tk' || kind === 'tf' || kind === 'Malformed';

const lineOf = (bound: number, inputs: readonly Input[]): WaitingLine => {
  const line = new WaitingLine(bound);
  inputs.forEach((input, i) => line.push(input, i));
  return line;
};

const drained = (line: WaitingLine): readonly Input[] => {
  const inputs: Input[] = [];
  for (let next = line.take(); next !== undefined; next = line.take()) inputs.push(next.input);
  return inputs;
};

/** An input in few words. */
const told = (input: Input): string => {
  switch (input.kind) {
    case 'tk':
    case 'tf':
      return [input.kind, input.token, input.last ?? '-', ...flagNames(input.flags)].join(' ');
    case 'Malformed':
      return `Malformed ${input.detail}`;
    case 'Notice':
      return `${input.event}: ${input.detail}`;
    case 'Command':
      return input.command;
    case 'BrokerAnswer':
      return `${input.orderId} ${input.change.kind}`;
  }
};

const BEGUN = 'Conflated: 3 inputs wait, updates of a token are folded into one';

describe('WaitingLine', () => {
  it('gives below its bound what came, as it came, with the moment at which it did', () => {
    const inputs = [tk(0, ACC, { last: 1 }), tf(1, ACC, { last: 2 }), malformed(2, 'x'), malformed(3, 'y')];
    const line = lineOf(4, inputs);

    const taken = inputs.map(() => line.take());

    expect(taken).to.deep.equal(inputs.map((input, i) => ({ input, arrivedAt: i })));
    expect(line.take()).to.equal(undefined);
    expect(line).to.include({ length: 0, longest: 4, conflated: 0 });
  });

  it('gives what is urgent before all that waits, in its order, at no later a time than what it goes before', () => {
    const line = lineOf(4, [tk(5, ACC), tf(6, ACC)]);
    const nobody = (): void => undefined;

    line.pushUrgent(halt(9), 2, nobody);
    line.pushUrgent({ ...halt(9), command: 'resume' }, 3, nobody);
    const length = line.length;
    const taken = drained(line);
    line.pushUrgent(halt(9), 4, nobody);

    expect(length).to.equal(4);
    expect(taken.map(told)).to.deep.equal(['halt', 'resume', 'tk NSE|22 -', 'tf NSE|22 -']);
    expect(taken.map(({ receivedAt }) => receivedAt - at(0))).to.deep.equal([5, 5, 5, 6]);
    expect(line.next?.input.receivedAt).to.equal(at(9));
  });

  it('folds from there on an update into the last waiting message of its token, in its place', () => {
    const line = lineOf(3, [
      tk(0, ACC, { last: 1, bid: 1 }),
      tf(1, ACC, { last: 2 }),
      tf(2, INFY, { last: 9 }),
      tf(3, ACC, { last: 3, volume: 7 }),
      tf(4, ACC, { bid: 2 }),
    ]);

    const inputs = drained(line);

    expect(inputs.map(told)).to.deep.equal([
      'tk NSE|22 1',
      'tf NSE|22 3 Conflated',
      'tf NSE|1594 9',
      BEGUN,
      'Conflated: 2 waiting messages of 1 tokens were folded into others',
    ]);
    expect(inputs[1]).to.include({ receivedAt: at(4), last: 3, volume: 7, bid: 2 });
    expect(line.conflated).to.equal(2);
  });

  it('lets a snapshot take the place of what it replaces', () => {
    const line = lineOf(3, [
      tf(0, ACC, { last: 1, bid: 1 }),
      tf(1, INFY),
      tf(2, TCS),
      tk(3, ACC, { last: 2 }),
    ]);

    const [first] = drained(line);

    expect(first).to.deep.equal(tk(3, ACC, { last: 2, flags: MessageFlag.Conflated }));
  });

  it('takes the first message of a token in, beyond the bound', () => {
    const line = lineOf(1, [tf(0, ACC), tf(1, INFY), tf(2, TCS)]);

    expect(drained(line).map(told)).to.deep.equal(['tf NSE|22 -', 'tf NSE|1594 -', 'tf NSE|11536 -']);
  });

  it('counts malformed messages into one', () => {
    const line = lineOf(3, [
      malformed(0, 'a'),
      tf(1, ACC),
      tf(2, INFY),
      malformed(3, 'b'),
      malformed(4, 'c'),
    ]);

    expect(drained(line).map(told)).to.deep.equal([
      'Malformed a (and 2 more while inputs waited)',
      'tf NSE|22 -',
      'tf NSE|1594 -',
      BEGUN,
      'Conflated: 2 waiting messages of 0 tokens were folded into others',
    ]);
  });

  it('keeps every notice, command and answer of a broker', () => {
    const some = [
      tf(0, ACC),
      report(1, 'one'),
      halt(2),
      answer(3, 1),
      report(3, 'two'),
      halt(4),
      answer(5, 1),
    ];

    expect(drained(lineOf(1, some))).to.deep.equal(some);
  });

  it('folds nothing into what came before a new connection', () => {
    const line = lineOf(1, [
      tk(0, ACC, { last: 1 }),
      connected(1, 'Connecting'),
      tk(2, ACC, { last: 2 }),
      tf(3, ACC, { last: 3 }),
    ]);

    expect(drained(line).map(told).slice(0, 3)).to.deep.equal([
      'tk NSE|22 1',
      'Connection: Connecting',
      'tk NSE|22 3 Conflated',
    ]);
  });

  it('tells of each time of folding, from the first folded message until half the line is free', () => {
    const line = new WaitingLine(4);
    const push = (...inputs: readonly Input[]): void => inputs.forEach((input) => line.push(input, 0));
    push(tf(0, ACC), tf(1, INFY), tf(2, TCS), report(3, 'x'), tf(4, ACC)); // and the notice: 5 wait
    line.take();
    line.take();
    push(tf(5, TCS, { last: 5 })); // 3 wait, below the bound: not folded

    const inputs = drained(line);
    push(tf(6, ACC), tf(7, ACC));

    expect(inputs.map(told)).to.deep.equal([
      'tf NSE|11536 -',
      'Order: x',
      'Conflated: 4 inputs wait, updates of a token are folded into one',
      'tf NSE|11536 5',
      'Conflated: 1 waiting messages of 1 tokens were folded into others',
    ]);
    expect(drained(line).map(told)).to.deep.equal(['tf NSE|22 -', 'tf NSE|22 -']);
  });

  it('keeps what waits in its order while it grows and is taken from', () => {
    const line = new WaitingLine(1_000_000);
    let [pushed, taken] = [0, 0];
    for (let round = 1; round < 200; round += 1) {
      for (let i = 0; i < round; i += 1) line.push(report((pushed += 1), 'x'), 0);
      for (let i = 0; i < round - 12; i += 1)
        expect(line.take()?.input.receivedAt).to.equal(at((taken += 1)));
    }

    expect(line.length)
      .to.equal(pushed - taken)
      .and.to.be.above(1_024);
  });

  describe('for any inputs, taken at any pace,', () => {
    const TOKENS = [ACC, INFY, TCS];
    const input = fc.oneof(
      {
        weight: 12,
        arbitrary: fc
          .tuple(
            fc.oneof(
              { weight: 5, arbitrary: arbitraryMessage('tf') },
              { weight: 1, arbitrary: arbitraryMessage('tk') },
            ),
            fc.constantFrom(...TOKENS),
          )
          .map(([one, token]): Input => ({ ...one, token, flags: 0 })),
      },
      { weight: 1, arbitrary: fc.constant<Input>(connected(0, 'Connecting')) },
      { weight: 1, arbitrary: fc.nat({ max: 99 }).map((n): Input => report(0, `report ${n}`)) },
      { weight: 1, arbitrary: fc.constant<Input>(halt(0)) },
      { weight: 1, arbitrary: fc.nat({ max: 99 }).map((n): Input => answer(0, n)) },
      { weight: 1, arbitrary: fc.constant<Input>(malformed(0, 'no JSON')) },
    );
    /** Inputs, each with how many are taken after it came. */
    const days = fc.array(fc.tuple(input, fc.constantFrom(0, 0, 0, 1, 2, 9)), {
      maxLength: 120,
      size: 'max',
    });
    const bounds = fc.integer({ min: 1, max: 12 });

    const passed = (
      bound: number,
      day: readonly (readonly [Input, number])[],
      onLength: (length: number) => void = () => undefined,
    ): readonly Input[] => {
      const line = new WaitingLine(bound);
      const out: Input[] = [];
      day.forEach(([one, taken], i) => {
        line.push({ ...one, receivedAt: at(i) }, i);
        onLength(line.length);
        for (let n = 0; n < taken; n += 1) {
          const next = line.take();
          if (next !== undefined) out.push(next.input);
        }
      });
      return [...out, ...drained(line)];
    };

    it('the last of every token, connection by connection, is what it is without folding', () => {
      fc.assert(
        fc.property(bounds, days, (bound, day) => {
          expect(lastTicksOf(passed(bound, day))).to.deep.equal(lastTicksOf(passed(Infinity, day)));
        }),
        { numRuns: 500 },
      );
    });

    it('no notice, no command and no answer is lost, changed or out of its order', () => {
      fc.assert(
        fc.property(bounds, days, (bound, day) => {
          const kept = (inputs: readonly Input[]): readonly Input[] =>
            inputs.filter((one) => !isMessage(one) && !(one.kind === 'Notice' && one.event === 'Conflated'));

          expect(kept(passed(bound, day))).to.deep.equal(kept(passed(Infinity, day)));
        }),
        { numRuns: 500 },
      );
    });

    it('no more wait than the bound, a message for each token, and what is never folded', () => {
      fc.assert(
        fc.property(bounds, days, (bound, day) => {
          const connections = day.filter(
            ([one]) => one.kind === 'Notice' && one.event === 'Connection',
          ).length;
          const never = day.filter(([one]) => !isMessage(one)).length;
          const told = passed(bound, day).filter((one) => one.kind === 'Notice' && one.event === 'Conflated');

          passed(bound, day, (length) =>
            expect(length).to.be.at.most(
              bound + TOKENS.length * (1 + connections) + never + told.length + 1, // and one malformed
            ),
          );
        }),
        { numRuns: 500 },
      );
    });

    it('every message is there, or counted as folded', () => {
      fc.assert(
        fc.property(bounds, days, (bound, day) => {
          const line = new WaitingLine(bound);
          for (const [one] of day) line.push(one, 0);
          const messages = drained(line).filter(isMessage);

          const came = day.filter(([one]) => isMessage(one));
          expect(messages.length + line.conflated).to.equal(came.length);
        }),
        { numRuns: 300 },
      );
    });
  });

  it('stays small in a burst of a hundred thousand updates, with the newest of each token', () => {
    const tokens = Array.from({ length: 50 }, (_, i) => `NSE|${i}` as Token);
    const line = new WaitingLine(1_000);
    for (const token of tokens) line.push(tk(0, token, { last: 0 }), 0);
    for (let i = 1; i <= 2_000; i += 1)
      for (const token of tokens) line.push(tf(i, token, { last: i, volume: i }), 0);
    line.push(report(3_000, 'filled'), 0);

    expect(line.longest).to.be.at.most(1_000 + tokens.length + 2);
    const inputs = drained(line);
    const newest = new Map(inputs.flatMap((one) => (one.kind === 'tf' ? [[one.token, one.last]] : [])));
    expect([...newest.values()]).to.deep.equal(tokens.map(() => 2_000));
    expect(inputs.filter((one) => one.kind === 'Notice' && one.event === 'Order')).to.have.length(1);
  });
});

/** What is known of each token at the end of every connection; what a message's own time and flags say is left out. */
const lastTicksOf = (inputs: readonly Input[]): readonly (readonly unknown[])[] => {
  const ends: (readonly unknown[])[] = [];
  let last = new Map<Token, Tick>();
  const quality = {
    ...DEFAULT_QUALITY,
    on: { ...DEFAULT_QUALITY.on, Crossed: 'keep', Stale: 'keep' } as const,
  };
  const take = mergeTouchline(
    quality,
    new Map(),
    counted(1),
  )((entry) => {
    if (entry.kind === 'Tick') last.set(entry.token, entry);
    else if (entry.event === 'Connection') {
      ends.push(gistsOf(last));
      last = new Map();
    }
  });
  for (const input of inputs)
    if (input.kind !== 'Command' && input.kind !== 'BrokerAnswer') take(input satisfies LiveMessage);
  return [...ends, gistsOf(last)];
};

const gistsOf = (ticks: ReadonlyMap<Token, Tick>): readonly unknown[] =>
  [...ticks.keys()]
    .toSorted()
    .map((token) => ({ ...ticks.get(token), seq: 0, at: 0, receivedAt: 0, flags: 0 }));

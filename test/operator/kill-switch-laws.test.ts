import { expect } from 'chai';
import fc from 'fast-check';
import type { Entry } from '../../src/domain/entry.js';
import type { Command } from '../../src/domain/event.js';
import { rupees } from '../../src/domain/money.js';
import type { RiskRule } from '../../src/domain/risk-rule.js';
import type { Token } from '../../src/domain/token.js';
import { maxDailyLoss } from '../../src/risk/max-daily-loss.js';
import { act, type Action, actions, STRATEGIES, TOKENS } from './desk-actions.js';
import { Desk } from './desk.js';
import { TapeOracle } from './tape-oracle.js';

/** What happens: something at the desk, a command, a failure, or a price. */
type Happening =
  | Action
  | {
      readonly kind: 'command';
      readonly command: Command['command'];
      readonly strategy: string | undefined;
      readonly token: Token | undefined;
    }
  | { readonly kind: 'failure'; readonly strategy: string; readonly token: Token }
  | { readonly kind: 'price'; readonly token: Token; readonly last: number };

const maybe = <A>(of: readonly A[]): fc.Arbitrary<A | undefined> =>
  fc.option(fc.constantFrom(...of), { nil: undefined, freq: 2 });
const scope = { strategy: maybe(STRATEGIES), token: maybe(TOKENS) };
const COMMANDS = ['halt', 'exit-only', 'cancel', 'flatten', 'resume', 'resume'] as const;

const days = (withFailures: boolean): fc.Arbitrary<readonly Happening[]> =>
  fc
    .tuple(
      actions([99, 100, 101]),
      fc.array(
        fc.oneof(
          {
            weight: 5,
            arbitrary: fc.record({
              kind: fc.constant('command' as const),
              command: fc.constantFrom<Command['command']>(...COMMANDS),
              ...scope,
            }),
          },
          {
            weight: 4,
            arbitrary: fc.record({
              kind: fc.constant('price' as const),
              token: fc.constantFrom(...TOKENS),
              last: fc.integer({ min: 95, max: 105 }),
            }),
          },
          {
            weight: withFailures ? 1 : 0,
            arbitrary: fc.record({
              kind: fc.constant('failure' as const),
              strategy: fc.constantFrom(...STRATEGIES),
              token: fc.constantFrom(...TOKENS),
            }),
          },
        ),
        { maxLength: 12, size: 'max' },
      ),
      fc.array(fc.nat(60), { minLength: 12, maxLength: 12 }),
    )
    .map(([plan, others, places]) => {
      const all: Happening[] = [...plan];
      others.forEach((other, i) => all.splice(Math.min(places[i] ?? 0, all.length), 0, other));
      return all;
    });

const happen = (desk: Desk, happening: Happening): void => {
  if (happening.kind === 'command') desk.command(happening.command, happening.strategy, happening.token);
  else if (happening.kind === 'failure') desk.fail(happening.strategy, happening.token);
  else if (happening.kind === 'price') desk.tick(happening.token, happening.last);
  else act(desk, happening);
};

/** Which switches are thrown for the strategy on the token, by a plain look at all commands so far. */
const thrownFor = (commands: readonly Command[], strategy: string, token: Token): readonly string[] =>
  [strategy, undefined].flatMap((s) =>
    [token, undefined].flatMap((t) => {
      const own = commands.findLastIndex(
        (one) => one.strategy === s && one.token === t && one.command !== 'resume',
      );
      const lifted = commands.findLastIndex(
        (one) =>
          one.command === 'resume' &&
          (one.strategy === undefined || one.strategy === s) &&
          (one.token === undefined || one.token === t),
      );
      const thrown = commands[own];
      return thrown === undefined || lifted > own ? [] : [thrown.command];
    }),
  );

/** Whether the order can only bring what its strategy holds nearer to zero, however the tape's open orders trade. */
const isExit = (tape: TapeOracle, { order }: Extract<Entry, { readonly kind: 'Approved' }>): boolean => {
  const held = tape.positionOf([order.strategy], order.token);
  const sameSide = tape
    .openOf([order.strategy], [order.token])
    .filter(({ side }) => side === order.side)
    .reduce((sum, { filled, terms }) => sum + Math.max(...terms.map(({ quantity }) => quantity)) - filled, 0);
  return order.side === 'SELL' ? held > 0 && sameSide <= held : held < 0 && sameSide <= -held;
};

/** Plays a day, and looks at every entry once the tape has it. */
const play = (
  rules: readonly RiskRule[],
  day: readonly Happening[],
  look: (entry: Entry, tape: TapeOracle, commands: readonly Command[]) => void,
): readonly [Desk, TapeOracle] => {
  const desk = new Desk(rules);
  const tape = new TapeOracle();
  const commands: Command[] = [];
  for (const token of TOKENS) desk.tick(token, 100);
  let seen = 0;
  for (const happening of day) {
    happen(desk, happening);
    for (const entry of desk.entries.slice(seen)) {
      if (entry.kind === 'Command') commands.push(entry);
      tape.take(entry);
      look(entry, tape, commands);
    }
    seen = desk.entries.length;
  }
  return [desk, tape];
};

describe('a kill switch', () => {
  it('lets no order pass from the very next decision on, but those that it says', () => {
    const passed = new Set<string>();
    fc.assert(
      fc.property(days(true), (day) => {
        play([], day, (entry, tape, commands) => {
          if (entry.kind !== 'Approved') return;
          const { strategy, token, action, order } = entry;
          const thrown = thrownFor(commands, strategy, token);
          if (thrown.length === 0 || action === 'Cancel') return;
          const isClosing = order.id.includes('close');
          if (thrown.includes('flatten')) {
            // open orders that will not end in time do not keep it back
            const held = tape.positionOf([strategy], token);
            expect(isClosing && order.quantity <= Math.abs(held), `${entry.seq}`).to.equal(true);
            expect(order.side).to.equal(held > 0 ? 'SELL' : 'BUY');
          } else {
            expect(
              thrown.filter((one) => one !== 'exit-only'),
              `${entry.seq}`,
            ).to.deep.equal([]);
            expect(isExit(tape, entry), `${entry.seq} is an exit`).to.equal(true);
          }
          passed.add(thrown.includes('flatten') ? 'closing' : 'exit');
        });
      }),
      { numRuns: 500 },
    );
    expect([...passed].sort()).to.deep.equal(['closing', 'exit']);
  });

  it('has one closing order at a time for a strategy and a token', () => {
    fc.assert(
      fc.property(days(true), (day) => {
        play([], day, (_entry, tape) => {
          const lines = [...tape.orders.values()]
            .filter(({ id }) => id.includes('close'))
            .map(({ strategy, token }) => `${strategy} ${token}`);
          expect(new Set(lines).size).to.equal(lines.length);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('to flatten ends flat and without open orders within its scope, when the exchange fills', () => {
    fc.assert(
      fc.property(days(true), fc.record(scope), (day, { strategy, token }) => {
        const [desk] = play([], day, () => undefined);
        desk.command('flatten', strategy, token);
        const within = (of: { readonly strategy: string; readonly token: Token }): boolean =>
          (strategy ?? of.strategy) === of.strategy && (token ?? of.token) === of.token;
        for (let second = 0; second < 20; second += 1) {
          while (desk.asked.length > 0) desk.answerOldest(true);
          for (const order of [...desk.live.values()])
            if (within(order) && order.id.includes('close') && desk.live.has(order.id))
              desk.fill(order.id, order.quantity - order.filled);
          desk.second();
        }

        expect([...desk.live.values()].filter(within)).to.deep.equal([]);
        for (const s of STRATEGIES)
          for (const t of TOKENS) if (within({ strategy: s, token: t })) expect(desk.held(s, t)).to.equal(0);
      }),
      { numRuns: 300 },
    );
  });

  it('to flatten sends no closing order of a long position while a short one is left, for two seconds', () => {
    fc.assert(
      fc.property(actions([100]), (plan) => {
        const [desk] = play([], plan, () => undefined);
        while (desk.asked.length > 0) desk.answerOldest(true);
        for (const id of [...desk.live.keys()]) desk.answer(id, { kind: 'Rejected' });
        const held = STRATEGIES.flatMap((strategy) => TOKENS.map((token) => desk.held(strategy, token)));
        desk.command('flatten');

        const sides = new Set([...desk.live.values()].map(({ side }) => side));
        expect([...sides]).to.deep.equal(
          held.some((units) => units < 0) ? ['BUY'] : held.some((units) => units > 0) ? ['SELL'] : [],
        );
      }),
      { numRuns: 200 },
    );
  });
});

describe('a breach of a rule on losses', () => {
  it('lets only exits pass from then on, and leaves no open order that is none', () => {
    let halted = 0;
    const rule = maxDailyLoss(rupees(20));
    fc.assert(
      fc.property(days(false), (day) => {
        let isHalted = false;
        const quiet = day.filter(({ kind }) => kind !== 'command');
        const [desk] = play([rule], quiet, (entry, tape) => {
          if (entry.kind === 'Halted') isHalted = true;
          if (isHalted && entry.kind === 'Approved' && entry.action !== 'Cancel')
            expect(isExit(tape, entry), `${entry.seq}`).to.equal(true);
        });
        if (!desk.entries.some(({ kind }) => kind === 'Halted')) return;
        halted += 1;
        while (desk.asked.length > 0) desk.answerOldest(true);
        for (let second = 0; second < 3; second += 1) {
          desk.second();
          while (desk.asked.length > 0) desk.answerOldest(true);
        }
        for (const strategy of STRATEGIES)
          for (const token of TOKENS) {
            const held = desk.held(strategy, token);
            const open = [...desk.live.values()].filter(
              (one) => one.strategy === strategy && one.token === token,
            );
            const left = open.reduce((sum, one) => sum + one.quantity - one.filled, 0);
            expect(open.every(({ side }) => (side === 'SELL' ? held > 0 : held < 0))).to.equal(true);
            expect(left).to.be.at.most(Math.abs(held));
          }
      }),
      { numRuns: 500 },
    );
    expect(halted).to.be.above(20);
  });
});

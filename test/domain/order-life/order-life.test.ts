import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { readFileSync } from 'node:fs';
import type { OrderChange } from '../../../src/domain/order-change.js';
import { lifeAfter } from '../../../src/domain/order-life.js';
import type { Order } from '../../../src/domain/order.js';
import { filled, filledTo, terms } from '../../support/order-change.js';
import { order } from '../../support/order.js';
import { CHANGES, cellOf, LIMIT_LIVES, livedThrough, STOP_LIVES } from './pairs.js';

/** The tables of docs/orders.md: a row for each change, a column for each state. */
const tables = readFileSync(new URL('../../../docs/orders.md', import.meta.url), 'utf8')
  .split('\n')
  .map((line) => line.split('|').slice(1, -1))
  .map((cells) => cells.map((cell) => cell.trim().replaceAll('`', '')))
  .reduce<string[][][]>(
    (found, cells) => {
      if (cells.length === 0) found.push([]);
      else found.at(-1)?.push(cells);
      return found;
    },
    [[]],
  )
  .filter(([head]) => head?.[0] === 'change');

/** A table as it must be. */
const tableOf = (lives: typeof LIMIT_LIVES): readonly (readonly string[])[] => [
  ['change', ...Object.keys(lives)],
  ...Object.entries(CHANGES).map(([name, change]) => [
    name,
    ...Object.values(lives).map((life) => cellOf(life, change)),
  ]),
];

const BUY = order({ limit: 100 });
const after = (changes: readonly OrderChange[], of = BUY): Order => livedThrough(of, changes).order;
const messageOf = (changes: readonly OrderChange[], last: OrderChange): string | undefined => {
  const [, told] = lifeAfter(livedThrough(BUY, changes), last);
  return E.isLeft(told) ? told.left.message : undefined;
};

describe('lifeAfter', () => {
  const documented = tables.map(([head, , ...rows]) => [head, ...rows]);

  it('answers every change in every state as docs/orders.md says', () => {
    expect(documented).to.deep.equal([tableOf(LIMIT_LIVES), tableOf(STOP_LIVES)]);
  });

  it('has a life in every state that it names', () => {
    for (const lives of [LIMIT_LIVES, STOP_LIVES])
      for (const [state, life] of Object.entries(lives)) expect(life.order.state).to.equal(state);
  });

  const cases: readonly (readonly [name: string, changes: readonly OrderChange[], facts: Partial<Order>])[] =
    [
      [
        'adds up executions and what they were worth',
        [filled('a', 40, undefined, 100), filled('b', 10, undefined, 101.5)],
        { state: 'PartiallyFilled', filled: 50, filledValue: 50_150_000 as Order['filledValue'] }, // 4000 + 1015
      ],
      ['books an execution once', [filled('a', 40), filled('a', 40)], { filled: 40 }],
      ['takes an execution before the acknowledgement', [filled('a', 100), { kind: 'Accepted' }], { state: 'Filled' }],
      ['knows from an old total nothing new', [filledTo(60), filledTo(40)], { filled: 60 }],
      [
        'books of a total what is not known',
        [filled('a', 40, undefined, 100), filledTo(60, 101)],
        { filled: 60, filledValue: 60_600_000 as Order['filledValue'] }, // 4000 + 20 × 103
      ],
      ['does not book again what a total has told of', [filledTo(60), filled('a', 40), filled('b', 20)], { filled: 60 }],
      ['books what came after a total', [filledTo(60), filled('c', 20, 80), filled('a', 60, 60)], { filled: 80 }],
      [
        'books an execution that the exchange made before the cancellation',
        [filled('a', 40), { kind: 'Cancelled' }, filled('b', 10)],
        { state: 'Cancelled', filled: 50 },
      ],
      ['is filled where that was all of it', [{ kind: 'Cancelled' }, filled('a', 100)], { state: 'Filled' }],
      [
        'has the quantity in all after a modification, executions included',
        [filled('a', 40), { kind: 'ModifyAsked', terms: terms(60, 101) }, { kind: 'Modified', terms: terms(60, 101) }],
        { state: 'PartiallyFilled', quantity: 60 as Order['quantity'], filled: 40, asked: undefined },
      ],
      [
        'is filled when it is modified to what was executed meanwhile',
        [{ kind: 'ModifyAsked', terms: terms(60, 100) }, filled('a', 60), { kind: 'Modified', terms: terms(60, 100) }],
        { state: 'Filled', quantity: 60 as Order['quantity'] },
      ],
      [
        'keeps the old terms until the new ones are in force',
        [{ kind: 'Opened' }, { kind: 'ModifyAsked', terms: terms(150, 101) }],
        { state: 'ModifyInFlight', quantity: 100 as Order['quantity'], asked: terms(150, 101) },
      ],
      [
        'learns from an execution that the new terms are in force',
        [{ kind: 'ModifyAsked', terms: terms(150, 101) }, filled('a', 120)],
        { state: 'PartiallyFilled', quantity: 150 as Order['quantity'], limit: 101 as Order['limit'] },
      ],
      [
        'goes on being cancelled when a modification comes through before it',
        [{ kind: 'ModifyAsked', terms: terms(150, 101) }, { kind: 'CancelAsked' }, { kind: 'Modified', terms: terms(150, 101) }],
        { state: 'CancelInFlight', quantity: 150 as Order['quantity'] },
      ],
      [
        'believes the books of a broker of an order that was lost',
        [{ kind: 'ModifyAsked', terms: terms(150, 101) }, { kind: 'Lost' }, { kind: 'Modified', terms: terms(100, 100) }],
        { state: 'Open', quantity: 100 as Order['quantity'], asked: undefined },
      ],
      [
        'still waits for the answer to what was asked when a lost order is found open',
        [{ kind: 'CancelAsked' }, { kind: 'Lost' }, { kind: 'Opened' }],
        { state: 'CancelInFlight' },
      ],
    ]; // prettier-ignore
  for (const [name, changes, facts] of cases)
    it(name, () => {
      expect(after(changes)).to.deep.include(facts);
    });

  it('refuses less than what is executed, and more than there is', () => {
    const part = filled('a', 40);

    expect(messageOf([part], { kind: 'ModifyAsked', terms: terms(39, 100) })).to.match(/no ModifyAsked/);
    expect(messageOf([part], { kind: 'Modified', terms: terms(39, 100) })).to.match(/no Modified/);
    expect(messageOf([part], filled('b', 61))).to.equal('101 units of 100 cannot be executed');
  });

  it('takes a modification that we did not ask for: somebody else did', () => {
    expect(after([{ kind: 'Opened' }, { kind: 'Modified', terms: terms(70, 99) }])).to.deep.include({
      state: 'Open',
      quantity: 70,
      limit: 99,
    });
  });
});

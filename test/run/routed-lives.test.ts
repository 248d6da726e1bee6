import { expect } from 'chai';
import { randomsOf } from '../../src/adapter/generator/random.js';
import type { Entry } from '../../src/domain/entry.js';
import { cancel, limit, modify, NO_INTENTS, stopLimit } from '../../src/domain/intent.js';
import { ACC, at, said, simulated } from '../adapter/noren/simulator/simulated.js';
import { bound, scripted } from '../operator/scripted.js';
import { pipelineOf } from '../operator/world.js';
import type { Write } from './lives.js';
import { endLife, type OrderStormRun } from './order-storm/end-life.js';
import { broken } from './order-storm/laws.js';
import { beginLife, type Life, type Place } from './order-storm/life.js';
import { Person, type Row } from './order-storm/person.js';
import { rejection } from '../support/rejection.js';
import { Turns } from './storm/turns.js';

/** Buys ten at 99 when the price comes to 100; asks for 98 when it comes to 100.5, and to cancel at 101. */
const patient = scripted('patient', 0, (before, event, { orders: [order] }) => {
  if (event.kind !== 'Tick' || event.last === undefined || event.last === before) return [before, NO_INTENTS];
  const { last } = event;
  if (last === 100) return [last, [limit('BUY', 10, 99)]];
  if (order === undefined) return [last, NO_INTENTS];
  if (last === 100.5) return [last, [modify(order.id, { limit: 98 })]];
  return [last, last === 101 ? [cancel(order.id)] : NO_INTENTS];
});

const PIPELINE = pipelineOf({ tokens: [ACC], bindings: [bound(patient, undefined, [ACC])] });

/** Buys ten with a stop at 100.5, up to 101, when the price comes to 100. */
const guarded = scripted('guarded', false, (isSet, event) =>
  isSet || event.kind !== 'Tick' || event.last !== 100
    ? [isSet, NO_INTENTS]
    : [true, [stopLimit('BUY', 10, 100.5, 101)]],
);

const GUARDED = pipelineOf({ tokens: [ACC], bindings: [bound(guarded, undefined, [ACC])] });

/** So long something is waited for that has to come. */
const MOST_TURNS = 20_000;

/** A session at a simulator with those prices, one after another. */
class Scene {
  readonly person: Person;
  private prices = 0;

  constructor(readonly place: Place) {
    this.person = new Person(place.simulator, randomsOf(1)());
  }

  /** The first life, once it is told of prices. */
  async begun(diesAt?: Parameters<typeof beginLife>[2]): Promise<Life> {
    const life = beginLife(this.place, [], diesAt);
    await this.price();
    await this.until(life, ({ kind }) => kind === 'Tick');
    return life;
  }

  /** The next price comes. */
  async price(): Promise<void> {
    await this.place.simulator.advanceTo(at(this.prices));
    this.prices += 1;
  }

  /** Resolves when the broker's book has an order with that limit. */
  async placed(price: number): Promise<void> {
    const { turns } = this.place;
    const isThere = async (): Promise<boolean> =>
      (await this.person.rows('OrderBook')).some(({ prc }) => Number(prc) === price);
    const last = turns.now() + MOST_TURNS;
    while (!(await isThere()))
      if (turns.now() >= last) expect.fail(`the order book never had an order at ${price}`);
  }

  /** Resolves when `life` has come to such an entry. */
  async until(life: Life, is: (entry: Entry) => boolean): Promise<void> {
    const { turns } = this.place;
    const isThere = await turns.until(
      () => life.failure() !== undefined || life.entries.some(is),
      MOST_TURNS,
    );
    expect(life.failure()).to.equal(undefined);
    expect(isThere, 'it never came to that').to.equal(true);
  }

  /** Goes on with what was written down, to the end. */
  goneOn(before: readonly Write[]): Promise<OrderStormRun> {
    return endLife(beginLife(this.place, before), this.place, this.person);
  }
}

const played = (
  prices: readonly number[],
  body: (scene: Scene) => Promise<void>,
  pipeline = PIPELINE,
): Promise<void> =>
  simulated(
    prices.map((last, i) => {
      const book = { last, bid: last - 0.05, ask: last, bidQuantity: 1_000, askQuantity: 1_000 };
      return said(i === 0 ? 'tk' : 'tf', i, { ...book, volume: 10_000 * (i + 1) });
    }),
    async (simulator) => {
      const turns = new Turns();
      const startAt = simulator.clock().now;
      try {
        await body(new Scene({ simulator, turns, pipeline, seed: 1, startAt }));
      } finally {
        turns.stop();
      }
    },
  );

const is =
  (change: string) =>
  (entry: Entry): boolean =>
    entry.kind === 'OrderUpdate' && entry.change === change;

const lastSeq = (writes: readonly Write[]): number =>
  writes.reduce((seq, write) => (write.kind === 'entry' ? write.entry.seq : seq), 0);

/** What is told of orders and of differences after `before`, in words. */
const told = ({ entries }: OrderStormRun, before: readonly Write[]): readonly string[] =>
  entries
    .filter(({ seq }) => seq > lastSeq(before))
    .flatMap((entry) => {
      if (entry.kind === 'OrderUpdate')
        return [`${entry.change}: ${entry.order.state}, ${entry.order.filled} executed`];
      if (entry.kind === 'FeedEvent' && entry.event === 'Reconciled')
        return [entry.detail.replace(/:.*/s, '')];
      return entry.kind === 'UnexpectedUpdate' ? [entry.why.message] : [];
    });

const marks = (rows: readonly Row[]): readonly string[] =>
  rows.map(({ remarks = '' }) => remarks.slice(0, 2));

/** As if the disk had not got the last of it: all behind the last write that `is`, and with `cut` 'before' that too. */
const upTo = (writes: readonly Write[], wanted: (entry: Entry) => boolean, cut: 'before' | 'behind') =>
  writes.slice(
    0,
    writes.findLastIndex((write) => write.kind === 'entry' && wanted(write.entry)) +
      (cut === 'behind' ? 1 : 0),
  );

describe('a session whose orders went out, when it is killed and goes on,', () => {
  /** An order to buy ten at 99 rests at the broker. */
  const resting = async (scene: Scene): Promise<Life> => {
    const life = await scene.begun();
    await scene.price();
    await scene.until(life, is('Opened'));
    return life;
  };

  it('is told nothing of an order that rests as it did', () =>
    played([99.5, 100], async (scene) => {
      const { kill, writes } = await resting(scene);
      await kill();
      const run = await scene.goneOn(writes);

      expect(told(run, writes)).to.deep.equal([]);
      expect(marks(run.orders)).to.deep.equal(['rx']);
      expect(await broken(run)).to.deep.equal([]);
    }));

  describe('with a stop that slept,', () => {
    /** Killed while its stop sleeps, it goes on when so many prices have come. */
    const sleptThrough = (
      count: number,
      body: (run: OrderStormRun, told: readonly string[]) => Promise<void>,
    ): Promise<void> =>
      played(
        [99.5, 100, 100.5, 100.6],
        async (scene) => {
          const life = await scene.begun();
          await scene.price();
          await scene.until(life, is('TriggerPending'));
          await life.kill();
          for (let i = 0; i < count; i += 1) await scene.price();
          const run = await scene.goneOn(life.writes);
          expect(await broken(run)).to.deep.equal([]);
          await body(run, told(run, life.writes));
        },
        GUARDED,
      );

    it('is told nothing where it sleeps on', () =>
      sleptThrough(0, async (run, news) => {
        expect(news).to.deep.equal([]);
        expect(run.orders[0]).to.include({ status: 'TRIGGER_PENDING', trgprc: '100.50', prc: '101.00' });
      }));

    it('is told that it woke', () =>
      sleptThrough(1, async (run, news) => {
        expect(news).to.deep.equal(['OtherState', 'Opened: Open, 0 executed']);
        expect(run.orders[0]).to.include({ status: 'OPEN', prctyp: 'LMT' });
      }));

    it('is told that it woke and was executed', () =>
      sleptThrough(2, async (_, news) => {
        expect(news).to.deep.equal(['FilledAway', 'Filled: Filled, 10 executed']);
      }));
  });

  describe('of what is unknown there', () => {
    it('is told that it never came to the broker, and does not send it again', () =>
      played([99.5, 100], async (scene) => {
        const life = await scene.begun();
        scene.place.simulator.inject('lost-request');
        await scene.price();
        await scene.until(life, isSent);
        await life.kill();
        const run = await scene.goneOn(life.writes);

        expect(told(run, life.writes)).to.deep.equal(['UnknownThere', 'Rejected: Rejected, 0 executed']);
        expect(run.orders).to.deep.equal([]);
        expect(await broken(run)).to.deep.equal([]);
      }));

    it('is told so of an order that was journaled and had not gone out', () =>
      played([99.5, 100], async (scene) => {
        const life = await scene.begun(({ kind }) => kind === 'OrderSent');
        await scene.price();
        await scene.until(life, isSent);
        await life.kill();
        const run = await scene.goneOn(life.writes);

        expect(told(run, life.writes)).to.deep.equal(['UnknownThere', 'Rejected: Rejected, 0 executed']);
        expect(run.orders).to.deep.equal([]);
        expect(await broken(run)).to.deep.equal([]);
      }));

    it('has an order that was decided and not journaled answered as rejected at once, and does not send it late', () =>
      played([99.5, 100], async (scene) => {
        const life = await scene.begun(({ kind }) => kind === 'OrderSent');
        await scene.price();
        await scene.until(life, isSent);
        await life.kill();
        const writes = upTo(life.writes, isSent, 'before');
        const run = await scene.goneOn(writes);

        expect(told(run, writes)).to.deep.equal(['Rejected: Rejected, 0 executed']);
        expect(run.entries.find(is('Rejected'))).to.have.property(
          'reason',
          'it had not gone out when the session was cut off',
        );
        expect(run.orders).to.deep.equal([]);
        expect(await broken(run)).to.deep.equal([]);
      }));
  });

  describe('of what is unknown here', () => {
    it("is told of another program's order, once, and lets it be", () =>
      played([99.5, 100, 99.9, 99.8], async (scene) => {
        const life = await resting(scene);
        await life.kill();
        await scene.person.done('place');
        const run = await scene.goneOn(life.writes);

        expect(told(run, life.writes)).to.deep.equal(['UnknownHere']);
        expect(marks(run.orders)).to.deep.equal(['by', 'rx']);
        expect(run.orders[0]).to.include({ status: 'OPEN' });
        expect(await broken(run)).to.deep.equal([]);
      }));

    it('is told of one with its own mark that its journal does not have, and lets it be', () =>
      played([99.5, 100], async (scene) => {
        const life = await resting(scene);
        await life.kill();
        const writes = life.writes.slice(0, life.writes.findLastIndex(isTickOf(100)));
        const run = await scene.goneOn(writes);

        expect(told(run, writes).filter((text) => !text.startsWith('Refused'))).to.deep.equal([
          'UnknownHere',
        ]);
        expect(run.orders).to.have.length(1);
        expect(run.orders[0]).to.include({ status: 'OPEN' });
        expect(run.entries.find(isReconciled))
          .to.have.property('detail')
          .that.contains('with the mark of this session');
      }));
  });

  describe('of what was executed while it was away', () => {
    it('is told all of it', () =>
      played([99.5, 100, 98.5], async (scene) => {
        const life = await resting(scene);
        await life.kill();
        await scene.price();
        const run = await scene.goneOn(life.writes);

        expect(told(run, life.writes)).to.deep.equal(['FilledAway', 'Filled: Filled, 10 executed']);
        expect(run.result.standing.positions.map(({ quantity }) => quantity)).to.deep.equal([10]);
        const [sent, filled] = [run.entries.find(isSent), run.entries.find(is('Filled'))];
        expect(filled).to.include({ cause: sent?.seq });
        expect(await broken(run)).to.deep.equal([]);
      }));

    it('is told what it does not know of it, and books nothing twice', () =>
      played([99.5, 100, 98.5], async (scene) => {
        const life = await scene.begun();
        scene.place.simulator.inject('partial-fill');
        await scene.price();
        await scene.until(life, is('Opened'));
        await scene.price();
        await scene.until(life, is('Filled'));
        await life.kill();
        const isPart = (entry: Entry): boolean => is('Filled')(entry) && orderOf(entry)?.filled === 5;
        const writes = upTo(life.writes, isPart, 'behind');
        const run = await scene.goneOn(writes);

        expect(told(run, writes)).to.deep.equal(['FilledAway', 'Filled: Filled, 10 executed']);
        expect(run.entries.filter(is('Filled')).map((entry) => fillOf(entry)?.quantity)).to.deep.equal([
          5, 5,
        ]);
        expect(await broken(run)).to.deep.equal([]);
      }));
  });

  it('is told that its order was cancelled by somebody else', () =>
    played([99.5, 100], async (scene) => {
      const life = await resting(scene);
      await life.kill();
      await scene.person.done('cancel');
      const run = await scene.goneOn(life.writes);

      expect(told(run, life.writes)).to.deep.equal(['EndedThere', 'Cancelled: Cancelled, 0 executed']);
      expect(await broken(run)).to.deep.equal([]);
    }));

  it('is told that other terms for its order were given, whose answer it did not hear', () =>
    played([99.5, 100, 100.5], async (scene) => {
      const life = await resting(scene);
      scene.place.simulator.inject('silent-order');
      await scene.price();
      await scene.until(life, ({ kind }) => kind === 'ModifySent');
      await scene.placed(98);
      await life.kill();
      const writes = upTo(life.writes, ({ kind }) => kind === 'ModifySent', 'behind');
      const run = await scene.goneOn(writes);

      expect(told(run, writes)).to.deep.equal([
        'ModifyAsked: ModifyInFlight, 0 executed',
        'OtherTerms',
        'Modified: Open, 0 executed',
      ]);
      expect(await broken(run)).to.deep.equal([]);
    }));

  it('is told that a cancellation which it had not written down was carried out', () =>
    played([99.5, 100, 101], async (scene) => {
      const life = await resting(scene);
      await scene.price();
      await scene.until(life, is('Cancelled'));
      await life.kill();
      const writes = upTo(life.writes, ({ kind }) => kind === 'CancelSent', 'before');
      const run = await scene.goneOn(writes);

      expect(told(run, writes)).to.deep.equal([
        'CancelAsked: CancelInFlight, 0 executed',
        'EndedThere',
        'Cancelled: Cancelled, 0 executed',
      ]);
      expect(await broken(run)).to.deep.equal([]);
    }));

  it('does not go on where the books cannot be read, and has sent nothing', () =>
    played([99.5, 100], async (scene) => {
      const life = await resting(scene);
      await life.kill();
      await scene.place.simulator.close();
      const second = beginLife(scene.place, life.writes);

      expect(await rejection(second.session.done))
        .to.have.property('message')
        .that.matches(/^cannot go on: the broker's books could not be read: TradeBook: /);
      expect(second.writes).to.have.length(life.writes.length);
    }));
});

const isSent = (entry: Entry): boolean => entry.kind === 'OrderSent';
const isReconciled = (entry: Entry): boolean => entry.kind === 'FeedEvent' && entry.event === 'Reconciled';
const orderOf = (entry: Entry) => (entry.kind === 'OrderUpdate' ? entry.order : undefined);
const fillOf = (entry: Entry) => (entry.kind === 'OrderUpdate' ? entry.fill : undefined);
const isTickOf =
  (last: number) =>
  (write: Write): boolean =>
    write.kind === 'input' &&
    write.input.kind !== 'Notice' &&
    'last' in write.input &&
    write.input.last === last;

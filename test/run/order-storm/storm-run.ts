import * as E from 'fp-ts/lib/Either.js';
import { type Random, randomsOf } from '../../../src/adapter/generator/random.js';
import { NO_FAULTS, parseFaults } from '../../../src/adapter/noren/simulator/fault-plan.js';
import { type Simulator, startSimulator } from '../../../src/adapter/noren/simulator/start-simulator.js';
import { instrumentBook } from '../../../src/domain/instrument-book.js';
import { rupees } from '../../../src/domain/money.js';
import type { Pipeline } from '../../../src/operator/pipeline.js';
import { maxPosition } from '../../../src/risk/max-position.js';
import { bound } from '../../operator/scripted.js';
import type { Write } from '../lives.js';
import { Turns } from '../storm/turns.js';
import { busy } from './busy.js';
import { endLife, type OrderStormRun } from './end-life.js';
import { beginLife, type Place } from './life.js';
import { Person } from './person.js';
import { INSTRUMENTS, type OrderStorm } from './plan.js';
import { atOf, walk } from './tape.js';

export const runOrderStorm = async (storm: OrderStorm): Promise<OrderStormRun> => {
  const simulator = await startSimulator({
    book: instrumentBook(INSTRUMENTS),
    speed: 'manual',
    open: async () => [walk(storm.seed)],
    seed: storm.seed,
  });
  const turns = new Turns();
  const person = new Person(simulator, randomsOf(storm.seed + 3)());
  try {
    return await livedThrough(storm, simulator, turns, person);
  } finally {
    turns.stop();
    await simulator.close();
  }
};

const livedThrough = async (
  storm: OrderStorm,
  simulator: Simulator,
  turns: Turns,
  person: Person,
): Promise<OrderStormRun> => {
  const startAt = simulator.clock().now;
  const place: Place = { simulator, turns, pipeline: PIPELINE, seed: storm.seed, startAt };
  let life = beginLife(place);
  const random = randomsOf(storm.seed + 2)();
  let next = 0;
  const play = async (count: number): Promise<void> => {
    await simulator.advanceTo(atOf(next));
    next += 1;
    await turns.pass(count);
  };
  /** Killed, and a while later it goes on with what was written down. */
  const killAndGoOn = async (): Promise<void> => {
    await life.kill();
    for (let away = random.integer(0, 3); away > 0; away -= 1) await play(random.integer(1, 100));
    life = beginLife(place, kept(life.writes, random));
  };
  const hasTicks = (): boolean => life.entries.some(({ kind }) => kind === 'Tick');
  while (!hasTicks() && life.failure() === undefined && next < 1_000) await play(4);

  simulator.follow(planOf(storm));
  for (const first = next; next - first < storm.messages && life.failure() === undefined;) {
    for (const { act } of storm.acts.filter(({ before }) => before === next - first))
      if (act === 'kill') await killAndGoOn();
      else if (act === 'place' || act === 'cancel' || act === 'modify') person.act(act);
      else simulator.inject(act);
    await play(random.integer(1, 30));
  }
  simulator.follow(NO_FAULTS);
  await person.leave();
  return endLife(life, place, person);
};

/**
 * What of `writes` came to the disk: an order, or other terms for one, is there before it goes out; of what came
 * behind the last of them a part is lost.
 */
const kept = (writes: readonly Write[], random: Random): readonly Write[] => {
  const sent = writes.findLastIndex(
    (write) =>
      write.kind === 'entry' && (write.entry.kind === 'OrderSent' || write.entry.kind === 'ModifySent'),
  );
  return writes.slice(0, random.integer(Math.max(sent + 1, Math.ceil(writes.length / 2)), writes.length));
};

const planOf = ({ rates }: OrderStorm) => {
  if (rates === '') return NO_FAULTS;
  const plan = parseFaults(rates);
  if (E.isLeft(plan)) throw new Error(plan.left);
  return plan.right;
};

const PIPELINE: Pipeline = {
  name: 'order-storm',
  instruments: new Map(INSTRUMENTS.map((instrument) => [instrument.token, instrument])),
  capital: rupees(1_000_000_000),
  risk: [maxPosition(200)],
  bindings: [
    bound(
      busy,
      undefined,
      INSTRUMENTS.map(({ token }) => token),
    ),
  ],
  history: 4,
  graph: (event$, { strategies }) => event$.pipe(strategies),
};

import { expect } from 'chai';
import { asyncScheduler, interval, map, merge, Subscription, timer } from 'rxjs';
import { LiveInputs } from '../../../src/adapter/live/live-inputs.js';
import { ReplayScheduler } from '../../../src/clock/replay-scheduler.js';
import type { Input } from '../../../src/port/input.js';
import { at, malformed, OPEN } from '../../operator/messages.js';
import { PlayedTime } from '../../support/played-time.js';

/** An input that says `what`. */
const input = (ms: number, what: string): Input => malformed(ms, what);

/**
 * A belt that only listens: inputs, commands and a timer of 100 ms, each with the clock; an input costs `costMs` of
 * real time.
 */
const driven = (costMs = 0, bound = 100, isHeld = false) => {
  const real = new PlayedTime(at(0));
  const clock = new ReplayScheduler(at(0));
  const seen: string[] = [];
  const recorded: Input[] = [];
  const waits: number[] = [];
  const inputs = new LiveInputs({
    clock,
    time: real,
    real,
    bound,
    isHeld,
    onInput: (one) => recorded.push(one),
    onDone: (_one, arrivedAt) => waits.push(real.now() - arrivedAt),
  });
  const see = (what: string): void => {
    seen.push(`${clock.now() - OPEN}: ${what}`);
  };
  const running = new Subscription();
  const start = (): void => {
    running.add(
      merge(
        interval(100, clock).pipe(map((n) => `timer ${n}`)),
        inputs.command$.pipe(map(({ command, reason }) => `${command} ${reason}`)),
      ).subscribe(see),
    );
    running.add(
      inputs.feed.message$.subscribe({
        next: (message) => {
          real.stall(costMs);
          see(message.kind === 'Malformed' ? message.detail : message.kind);
        },
        error: (error: unknown) => see(String(error)),
        complete: () => see('complete'),
      }),
    );
  };
  start();
  return { real, clock, inputs, seen, recorded, waits, running };
};

describe('LiveInputs', () => {
  it('hands over what is pushed at the time at which it came, never within the push', () => {
    const { real, inputs, seen, recorded } = driven();
    real.pass(30);

    inputs.push(input(30, 'a'));
    inputs.push(input(30, 'b'));
    const within = seen.length;
    real.pass(0);

    expect(within).to.equal(0);
    expect(seen).to.deep.equal(['30: a', '30: b']);
    expect(recorded).to.deep.equal([input(30, 'a'), input(30, 'b')]);
  });

  it('fires timers before a later input, each at its own time, and as time passes while nothing comes', () => {
    const { real, inputs, seen } = driven();
    real.stall(250);
    inputs.push(input(250, 'a'));
    real.pass(0);
    real.pass(150);

    expect(seen).to.deep.equal(['100: timer 0', '200: timer 1', '250: a', '300: timer 2', '400: timer 3']);
  });

  it('fires no timer of a time after an input that waits', () => {
    const { real, inputs, seen } = driven();
    inputs.push(input(0, 'a'));
    real.stall(90);
    inputs.push(input(90, 'b'));
    real.stall(500); // busy: the timers of 100 to 500 are due, and both wait

    real.pass(0);

    expect(seen.slice(0, 3)).to.deep.equal(['0: a', '90: b', '100: timer 0']);
    expect(seen).to.have.length(7);
  });

  it('gives what a timer brings about before all that waits first, and then what waited, once', () => {
    const { real, clock, inputs, seen } = driven();
    clock.schedule(() => {
      const halt = {
        kind: 'Command',
        receivedAt: at(0),
        command: 'halt',
        by: 'the journal',
        reason: 'full',
      } as const;
      inputs.pushUrgent({ ...halt, strategy: undefined, token: undefined }, () => seen.push('heard'));
    }, 20);
    real.stall(50);
    inputs.push(input(50, 'a'));
    inputs.push(input(50, 'b'));
    real.pass(0);

    expect(seen).to.deep.equal(['50: halt full', 'heard', '50: a', '50: b']);
  });

  it('raises the time of what comes late to that of the clock, for the recording as for the belt', () => {
    const { real, inputs, seen, recorded } = driven();
    real.pass(300);

    inputs.push(input(120, 'of before'));
    real.pass(0);

    expect(seen.at(-1)).to.equal('300: of before');
    expect(recorded).to.deep.equal([input(300, 'of before')]);
  });

  it('passes commands on in their place, without the time of the input', () => {
    const { real, inputs, seen, recorded } = driven();
    inputs.push(input(0, 'a'));
    inputs.push({
      kind: 'Command',
      receivedAt: at(0),
      command: 'halt',
      strategy: undefined,
      token: undefined,
      by: 'a test',
      reason: 'by hand',
    });
    inputs.push(input(0, 'b'));

    real.pass(0);

    expect(seen).to.deep.equal(['0: a', '0: halt by hand', '0: b']);
    expect(recorded.map(({ kind }) => kind)).to.deep.equal(['Malformed', 'Command', 'Malformed']);
  });

  it('passes an urgent command on before all that waits, the clock no further than there, and tells when it is through', () => {
    const { real, inputs, seen, recorded } = driven();
    const heard: number[] = [];
    inputs.push(input(0, 'a'));
    real.stall(50);
    inputs.push(input(50, 'b'));
    real.stall(100);
    inputs.pushUrgent(
      {
        kind: 'Command',
        receivedAt: at(150),
        command: 'halt',
        strategy: undefined,
        token: undefined,
        by: 'a test',
        reason: 'by hand',
      },
      () => heard.push(seen.length),
    );

    real.pass(0);

    expect(seen).to.deep.equal(['0: halt by hand', '0: a', '50: b', '100: timer 0']);
    expect(heard).to.deep.equal([1]);
    expect(recorded.map(({ receivedAt }) => receivedAt)).to.deep.equal([at(0), at(0), at(50)]);
  });

  it('lets the machine do other things between turns when much waits', () => {
    const { real, inputs, seen } = driven(1);
    for (let i = 0; i < 90; i += 1) inputs.push(input(0, `${i}`));
    const others: number[] = [];
    real.later(() => others.push(seen.filter((one) => !one.includes('timer')).length), 1);

    real.pass(300);

    expect(others[0]).to.be.within(50, 64);
    expect(seen.filter((one) => !one.includes('timer')).map((one) => one.split(': ')[1])).to.deep.equal(
      Array.from({ length: 90 }, (_, i) => `${i}`),
    );
  });

  it('lets the machine do other things where much time has to be made up for, and changes nothing by it', () => {
    const { real, clock, inputs, seen } = driven();
    clock.schedule(function () {
      real.stall(1);
      this.schedule(undefined, 10);
    }, 10); // a timer that takes 1 ms of real time
    real.stall(1_000);
    inputs.push(input(1_000, 'a'));
    let ticked = 0;
    real.later(() => (ticked = seen.length), 1);

    real.pass(0);
    real.pass(500);

    expect(ticked).to.be.within(1, 9);
    expect(seen.slice(0, 11).map((one) => one.replace('timer ', ''))).to.deep.equal([
      ...Array.from({ length: 10 }, (_, i) => `${i + 1}00: ${i}`),
      '1000: a',
    ]);
  });

  it('tells how long an input took from its push to the end of the belt', () => {
    const { real, inputs, waits } = driven(2);
    inputs.push(input(0, 'a'));
    inputs.push(input(0, 'b'));

    real.pass(0);

    expect(waits).to.deep.equal([2, 4]);
  });

  it('asks for the time again where it stands still, and goes on when it does', () => {
    const real = new PlayedTime(at(0));
    const clock = new ReplayScheduler(at(0));
    const sim = { now: 0, stands: true };
    const inputs = new LiveInputs({
      clock,
      real,
      time: { now: () => at(sim.now), realMsUntil: () => (sim.stands ? Infinity : 0) },
      bound: 9,
      onInput: () => undefined,
      onDone: () => undefined,
    });
    const fired: number[] = [];
    const running = timer(100, clock).subscribe(() => fired.push(clock.now() - OPEN));
    running.add(inputs.feed.message$.subscribe());
    real.pass(10_000);
    const before = [...fired];

    sim.stands = false;
    sim.now = 130;
    real.pass(250);

    expect(before).to.deep.equal([]);
    expect(fired).to.deep.equal([100]);
  });

  it('ends when all that waits has gone down the belt and time has come to now', () => {
    const { real, inputs, seen } = driven();
    inputs.push(input(0, 'a'));
    real.stall(130);

    inputs.end();
    inputs.push(input(130, 'too late'));
    real.pass(1_000);

    expect(seen).to.deep.equal(['0: a', '100: timer 0', '130: complete']);
    expect(real.pending).to.deep.equal([]);
  });

  it('takes at its end what the belt itself brings about, and ends behind it', () => {
    const { real, clock, inputs, seen } = driven();
    clock.schedule(() => inputs.push(input(50, 'of a timer before what waits')), 50);
    clock.schedule(() => inputs.push(input(120, 'of a timer behind it')), 120);
    real.stall(130);
    inputs.push(input(60, 'a'));

    inputs.end();
    real.pass(0);
    inputs.push(input(130, 'too late'));
    real.pass(0);

    expect(seen).to.deep.equal([
      ...['60: a', '60: of a timer before what waits'],
      ...['100: timer 0', '130: of a timer behind it', '130: complete'],
    ]);
  });

  it('ends in an error behind what waits', () => {
    const { real, inputs, seen } = driven();
    inputs.push(input(0, 'a'));

    inputs.fail(new Error('the line is dead'));
    real.pass(0);

    expect(seen).to.deep.equal(['0: a', '0: Error: the line is dead']);
  });

  it('ends in what a timer throws', () => {
    const { real, clock, seen } = driven();
    clock.schedule(() => {
      throw new Error('a timer broke');
    }, 50);

    real.pass(1_000);

    expect(seen).to.deep.equal(['50: Error: a timer broke']);
    expect(real.pending).to.deep.equal([]);
  });

  it('does nothing more when it is closed, or when the belt is left', () => {
    for (const leave of ['close', 'unsubscribe'] as const) {
      const { real, inputs, seen, running } = driven();
      inputs.push(input(0, 'a'));
      if (leave === 'close') inputs.close();
      else running.unsubscribe();

      real.pass(1_000);
      inputs.push(input(0, 'b'));
      real.pass(1_000);

      expect(seen).to.deep.equal([]);
      expect(real.pending).to.deep.equal([]);
    }
  });

  it('forbids the belt RxJS’s wall clock, and nobody else', () => {
    const { real, clock, seen } = driven();
    const onWallClock = (): Subscription => asyncScheduler.schedule(() => undefined, 10);
    clock.schedule(() => void onWallClock(), 50);

    onWallClock().unsubscribe();
    real.pass(60);
    onWallClock().unsubscribe();

    expect(seen).to.have.length(1);
    expect(seen[0]).to.match(/^50: WallClockError: /);
  });

  describe('of a session that goes on', () => {
    async function* past(...inputs: readonly Input[]): AsyncGenerator<readonly Input[]> {
      for (const one of inputs) yield await Promise.resolve([one]);
    }

    it('repeats the past first, each input at its time and none recorded again, and takes time on', async () => {
      const { real, inputs, seen, recorded } = driven(0, 100, true);
      real.pass(5_000);
      inputs.push(input(5_000, 'new'));
      real.pass(1_000);

      await inputs.repeat(past(input(30, 'a'), input(230, 'b')), at(310));

      expect(seen).to.deep.equal(['30: a', '100: timer 0', '200: timer 1', '230: b', '300: timer 2']);
      expect(recorded).to.deep.equal([]);
    });

    it('goes on with what is first and what waited, where the clock stands, and then comes to now', async () => {
      const { real, clock, inputs, seen, recorded } = driven(0, 100, true);
      real.pass(520);
      inputs.push(input(515, 'waited'));
      await inputs.repeat(past(input(30, 'a')), at(110));

      inputs.goOn({ restarted: [], first: [input(520, 'first'), input(520, 'second')] });
      real.pass(0);
      inputs.push(input(520, 'new'));
      real.pass(0);

      expect(seen.slice(2)).to.deep.equal([
        ...['110: first', '110: second', '110: waited'],
        ...['200: timer 1', '300: timer 2', '400: timer 3', '500: timer 4', '520: new'],
      ]);
      expect(recorded.map(({ receivedAt }) => receivedAt)).to.deep.equal([110, 110, 110, 520].map(at));
      expect(clock.now()).to.equal(at(520));
    });

    it('gives the kills that waited before what is first, as halts, and all commands at their place behind it', async () => {
      const { inputs, seen, recorded } = driven(0, 100, true);
      const heard: string[] = [];
      inputs.push(input(0, 'waited'));
      for (const command of ['exit-only', 'resume', 'flatten'] as const)
        inputs.pushUrgent(
          {
            ...{ kind: 'Command', receivedAt: at(0), command, strategy: undefined, token: undefined },
            ...{ by: 'asha', reason: 'the news' },
          },
          () => heard.push(command),
        );
      await inputs.repeat(past(input(30, 'a')), undefined);

      inputs.goOn({ restarted: [input(30, 'begun again')], first: [input(30, 'first')] });

      expect(seen.slice(1)).to.deep.equal([
        '30: begun again',
        ...['30: exit-only the news', '30: halt the news'],
        '30: first',
        ...['30: exit-only the news', '30: resume the news', '30: flatten the news'],
        '30: waited',
      ]);
      expect(heard).to.deep.equal(['exit-only', 'resume', 'flatten']);
      expect(recorded).to.have.length(8);
    });

    it('fires what is due where the clock stands between one input and the next, as a replay does', async () => {
      const { clock, inputs, seen } = driven(0, 100, true);
      await inputs.repeat(past(input(30, 'a')), undefined);
      clock.schedule(() => seen.push('due'));

      inputs.goOn({ restarted: [], first: [input(30, 'first')] });

      expect(seen.slice(1)).to.deep.equal(['due', '30: first']);
    });

    it('takes nothing behind an end, and ends when it has gone on', async () => {
      const { real, inputs, seen } = driven(0, 100, true);
      inputs.end();
      real.pass(50);
      await inputs.repeat(past(input(30, 'a')), undefined);

      inputs.goOn({ restarted: [], first: [input(30, 'first')] });
      real.pass(0);

      expect(seen).to.deep.equal(['30: a', '30: first', '50: complete']);
    });

    it('ends with what is thrown while the past is repeated', async () => {
      const { clock, inputs, seen } = driven(0, 100, true);
      clock.schedule(() => {
        throw new Error('it broke');
      }, 20);

      await inputs.repeat(past(input(10, 'a'), input(30, 'b'), input(40, 'c')), at(900));

      expect(seen).to.deep.equal(['10: a', '20: Error: it broke']);
      expect(inputs.isOver).to.equal(true);
    });
  });
});

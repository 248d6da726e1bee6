import { expect } from 'chai';
import type { Command } from '../../src/domain/event.js';
import type { Sent } from '../../src/port/broker.js';
import { NO_LOG } from '../../src/port/log.js';
import type { KillSwitches } from '../../src/risk/kill-switch.js';
import { haltUnjournaled } from '../../src/run/halt-unjournaled.js';
import { command } from '../operator/events.js';
import { order } from '../support/order.js';

describe('haltUnjournaled', () => {
  const failing = (thrown: readonly Command[] = []) => {
    const told: string[] = [];
    const asked: string[] = [];
    let switches: KillSwitches = thrown;
    let heard: () => void = () => undefined;
    const halt = haltUnjournaled(
      ({ command: given, by }) => {
        asked.push(`${given} by ${by}`);
        return new Promise<void>((resolve) => (heard = resolve));
      },
      () => switches,
      { ...NO_LOG, error: (_, line) => told.push(line) },
    );
    return {
      told,
      asked,
      fail: () => halt({ kind: 'OrderSent', order: order() } as Sent, 'full'),
      /** The command has come onto the belt, and `now` is thrown. */
      hear: async (...now: readonly Command[]): Promise<void> => {
        switches = now;
        heard();
        await Promise.resolve();
        await Promise.resolve();
      },
    };
  };

  it('tells of every order that was not sent, and halts once', async () => {
    const { told, asked, fail, hear } = failing();
    fail();
    fail();
    await hear(command(1, 'halt'));
    fail();

    expect(told).to.have.length(3);
    expect(told[2]).to.match(/was NOT SENT, since it cannot be journaled \(full\)/);
    expect(asked).to.deep.equal(['halt by the journal']);
  });

  it('halts again once it was resumed, and the disk is as full as it was', async () => {
    const { asked, fail, hear } = failing();
    fail();
    await hear(command(1, 'halt'));
    await hear();
    fail();

    expect(asked).to.have.length(2);
  });

  it('takes the place of what halts less than all, and never of a flattening', () => {
    const exits = failing([command(1, 'exit-only'), command(2, 'cancel', undefined, 'alpha')]);
    const flattening = failing([command(1, 'flatten')]);
    exits.fail();
    flattening.fail();

    expect(exits.asked).to.have.length(1);
    expect([flattening.told.length, flattening.asked.length]).to.deep.equal([1, 0]);
  });
});

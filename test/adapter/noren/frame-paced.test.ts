import { expect } from 'chai';
import { from, toArray } from 'rxjs';
import { framePaced } from '../../../src/adapter/noren/frame-paced.js';
import type { SimulatorTime } from '../../../src/adapter/noren/simulator-time.js';
import { epochMs } from '../../../src/domain/time.js';
import type { LiveMessage } from '../../../src/port/feed.js';
import { message } from '../../support/message.js';

const timeThat = (see: SimulatorTime['see']): SimulatorTime => ({
  now: () => epochMs(0),
  realMsUntil: () => Infinity,
  see,
  ended: new Promise(() => undefined),
  close: () => undefined,
});

const paced = (messages: readonly LiveMessage[], time: SimulatorTime): readonly LiveMessage[] => {
  let all: readonly LiveMessage[] = [];
  framePaced({ message$: from(messages) }, time)
    .message$.pipe(toArray())
    .subscribe((told) => {
      all = told;
    });
  return all;
};

describe('framePaced', () => {
  const tick = message('tf', { receivedAt: 5, exchangeAt: 9_000 });
  const untimed = message('tf', { receivedAt: 6 });
  const malformed: LiveMessage = { kind: 'Malformed', receivedAt: epochMs(7), detail: '' };

  it('times messages by what they tell, where the simulator says so, and leaves all else as it is', () => {
    const told = paced(
      [tick, untimed, malformed],
      timeThat((at) => epochMs(at + 1)),
    );

    expect(told).to.deep.equal([{ ...tick, receivedAt: 9_001 }, untimed, malformed]);
  });

  it('changes nothing where the simulator’s clock runs by itself', () => {
    expect(
      paced(
        [tick, untimed],
        timeThat(() => undefined),
      ),
    ).to.deep.equal([tick, untimed]);
  });
});

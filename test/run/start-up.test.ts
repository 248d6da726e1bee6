import { expect } from 'chai';
import { UsageError } from '../../src/domain/failure.js';
import { type Log, NO_LOG } from '../../src/port/log.js';
import { StartUp } from '../../src/run/start-up.js';

const noted = (): { readonly log: Log; readonly lines: string[] } => {
  const lines: string[] = [];
  const note = (_figures: object, message: string): void => {
    lines.push(message);
  };
  return { log: { ...NO_LOG, info: note, error: note }, lines };
};

describe('StartUp', () => {
  it('tells each step with its place and what came of it, and returns its value', async () => {
    const { log, lines } = noted();
    const start = new StartUp(log);

    const pipeline = await start.step(
      'pipeline',
      () => 'momentum',
      (name) => `${name}, 1 strategy`,
    );
    const count = await start.step(
      'instruments',
      async () => 4,
      (tokens) => `${tokens} instruments`,
    );

    expect([pipeline, count]).to.deep.equal(['momentum', 4]);
    expect(lines).to.deep.equal(['[1/8] pipeline: momentum, 1 strategy', '[2/8] instruments: 4 instruments']);
  });

  it('tells which step failed, and passes its error on', async () => {
    const { log, lines } = noted();
    const failure = new UsageError('no pipeline file mine.ts');

    const caught: unknown = await new StartUp(log)
      .step('pipeline', () => Promise.reject(failure), String)
      .catch((error: unknown) => error);

    expect(caught).to.equal(failure);
    expect(lines).to.deep.equal(['[1/8] pipeline: failed']);
  });

  it('refuses a step out of order', async () => {
    const { log } = noted();

    const caught: unknown = await new StartUp(log)
      .step('clock', () => 0, String)
      .catch((error: unknown) => error);

    expect(String(caught)).to.contain('clock is out of order');
  });
});

import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { type LogLevel, sessionLog } from '../../../src/adapter/log/session-log.js';
import { UsageError } from '../../../src/domain/failure.js';
import { Secret } from '../../../src/domain/secret.js';
import type { Log } from '../../../src/port/log.js';
import { scratch } from '../../cli/rxtape.js';

/** 2026-01-05 09:15:00.250 IST. */
const NOW = 1_767_584_700_250;

const told = (tell: (log: Log) => void, level: LogLevel = 'info', isTTY = false): string => {
  let text = '';
  const stderr = {
    isTTY,
    write: (more: string): void => {
      text += more;
    },
  };
  tell(sessionLog({ level, file: undefined }, { stderr, now: () => NOW }));
  return text;
};

describe('sessionLog', () => {
  it('writes a JSON object a line, with the level by name and the time in IST', () => {
    const text = told((log) => {
      log.info({ tokens: 4 }, 'connected');
      log.warn({}, 'slow');
    });

    expect(text.split('\n').map((line) => (line === '' ? line : (JSON.parse(line) as object)))).to.deep.equal(
      [
        { level: 'info', time: '2026-01-05T09:15:00.250+05:30', tokens: 4, msg: 'connected' },
        { level: 'warn', time: '2026-01-05T09:15:00.250+05:30', msg: 'slow' },
        '',
      ],
    );
  });

  it('writes readable lines on a terminal, the figures behind the message', () => {
    const text = told((log) => log.warn({ token: 'NSE|22', silentMs: 5_000 }, 'silent'), 'info', true);

    expect(stripVTControlCharacters(text)).to.equal(
      '09:15:00.250 WARN: silent  token=NSE|22 silentMs=5000\n',
    );
  });

  it('lets nothing through to a terminal that it would obey', () => {
    const text = told((log) => log.info({ raw: '\u001b[2J\n' }, 'odd\u001b]0;title\u0007'), 'info', true);

    expect(stripVTControlCharacters(text)).to.equal('09:15:00.250 INFO: odd ]0;title   raw= [2J \n');
  });

  for (const [level, lines] of [
    ['debug', 4],
    ['info', 3],
    ['error', 1],
    ['silent', 0],
  ] as const)
    it(`tells ${lines} of four lines at level ${level}`, () => {
      const text = told((log) => {
        log.debug({}, 'a');
        log.info({}, 'b');
        log.warn({}, 'c');
        log.error({}, 'd');
      }, level);

      expect(text.split('\n').length - 1).to.equal(lines);
    });

  it('shows no secret: neither one that is marked as such nor what stands under the name of one', () => {
    const text = told((log) => {
      log.info({ token: new Secret('hush'), login: { token: new Secret('hush') } }, 'marked');
      log.info({ susertoken: 'hush', answer: { pwd: 'hush', uid: 'FA1' } }, 'named');
    });

    expect(text).not.to.contain('hush');
    expect(text).to.contain('FA1').and.to.contain('"token":"[secret]"').and.to.contain('"pwd":"[secret]"');
  });

  it('tells of an error its message and no stack', () => {
    const text = told((log) => log.error({ error: new Error('broken') }, 'sorry'));

    expect(JSON.parse(text)).to.include({ error: 'broken', msg: 'sorry' });
    expect(text).not.to.contain('session-log.test');
  });

  describe('with a file', () => {
    const files = scratch();
    after(files.remove);

    it('appends to it, in a folder that is made, and is there when the call returns', () => {
      const file = join(files.dir, 'logs', 'session.log');
      const surroundings = { stderr: { write: () => true }, now: () => NOW };

      sessionLog({ level: 'info', file }, surroundings).info({}, 'one');
      sessionLog({ level: 'info', file }, surroundings).info({}, 'two');

      expect(readFileSync(file, 'utf8').match(/"msg":"\w+"/g)).to.deep.equal(['"msg":"one"', '"msg":"two"']);
    });

    it('refuses one that cannot be opened, by name', () => {
      const open = (): unknown =>
        sessionLog({ level: 'info', file: files.dir }, { stderr: { write: () => true }, now: () => NOW });

      expect(open).to.throw(UsageError, `cannot write the log ${files.dir}`);
    });
  });
});

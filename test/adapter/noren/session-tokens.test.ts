import { EventEmitter, once } from 'node:events';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { asyncScheduler } from 'rxjs';
import { writeSession } from '../../../src/adapter/noren/session-file.js';
import { sessionTokens } from '../../../src/adapter/noren/session-tokens.js';
import { UsageError } from '../../../src/domain/failure.js';
import { Secret } from '../../../src/domain/secret.js';
import { DAY_MS, epochMs, HOUR_MS } from '../../../src/domain/time.js';
import { type Figures, type Log, NO_LOG } from '../../../src/port/log.js';
import type { SessionToken } from '../../../src/port/session-tokens.js';
import { scratch } from '../../cli/rxtape.js';
import { rejection } from '../../support/rejection.js';
import { usageError } from '../../support/usage-error.js';

const now = (): number => asyncScheduler.now();

describe('sessionTokens', () => {
  const files = scratch();
  after(files.remove);
  let count = 0;
  const place = (): string => join(files.dir, String(count++), 'session.json');
  /** Keeps what it is told; `until` resolves when a line matches. */
  const log = () => {
    const lines: string[] = [];
    const heard = new EventEmitter();
    return {
      ...NO_LOG,
      lines,
      warn: (_figures: Figures, message: string): void => {
        lines.push(message);
        heard.emit('line');
      },
      until: async (pattern: RegExp): Promise<void> => {
        while (!lines.some((line) => pattern.test(line))) await once(heard, 'line');
      },
    };
  };
  const tokensOf = (env: Record<string, string>, lines: Log = NO_LOG) =>
    sessionTokens({ env, broker: 'shoonya', scheduler: asyncScheduler, log: lines });
  const keep = (
    path: string,
    token: string,
    broker = 'shoonya',
    expiresAt = now() + HOUR_MS,
  ): Promise<void> =>
    writeSession(path, {
      broker,
      uid: 'FA00000',
      accountId: 'FA00000',
      token: new Secret(token),
      obtainedAt: epochMs(now() - DAY_MS),
      expiresAt: epochMs(expiresAt),
    });
  const text = ({ token }: SessionToken): string => token.reveal();
  const never = new AbortController().signal;

  describe('the one that is there now', () => {
    it('is the environment’s before the file’s', async () => {
      const path = place();
      await keep(path, 'of the file');
      const env = {
        RXTAPE_SESSION_FILE: path,
        RXTAPE_UID: 'FA1',
        RXTAPE_SESSION_TOKEN: 'of the environment',
      };
      const token = await tokensOf(env).current();

      expect(text(token)).to.equal('of the environment');
      expect(token).to.include({ uid: 'FA1', accountId: 'FA1' });
      expect((await tokensOf({ ...env, RXTAPE_ACCOUNT_ID: 'FA2' }).current()).accountId).to.equal('FA2');
    });

    it('is the file’s where the environment has none', async () => {
      const path = place();
      await keep(path, 'of the file');

      expect(
        text(await tokensOf({ RXTAPE_SESSION_FILE: path, RXTAPE_SESSION_TOKEN: '' }).current()),
      ).to.equal('of the file');
    });

    it('is refused where there is none, with both ways to have one', async () => {
      const path = place();
      const message = await usageError(tokensOf({ RXTAPE_SESSION_FILE: path }).current());

      expect(message)
        .to.contain('rxtape login --broker shoonya')
        .and.to.contain('RXTAPE_SESSION_TOKEN')
        .and.to.contain(path);
    });

    it('is refused where it is of another broker, or over', async () => {
      const path = place();
      await keep(path, 'of the file', 'flattrade');
      expect(await usageError(tokensOf({ RXTAPE_SESSION_FILE: path }).current())).to.match(
        /flattrade.*shoonya/,
      );

      await keep(path, 'of the file', 'shoonya', now() - 1);
      expect(await usageError(tokensOf({ RXTAPE_SESSION_FILE: path }).current())).to.match(/ended at 20/);
    });

    it('needs to know whose the environment’s is', () => {
      expect(() => tokensOf({ RXTAPE_SESSION_TOKEN: 'abc' })).to.throw(UsageError, 'RXTAPE_UID');
    });
  });

  describe('the next one', () => {
    it('is the one that is put in the file, whose folder need not be there before', async () => {
      const path = place();
      const tokens = tokensOf({
        RXTAPE_SESSION_FILE: path,
        RXTAPE_UID: 'FA1',
        RXTAPE_SESSION_TOKEN: 'yesterday’s',
      });
      const next = tokens.renewed(await tokens.current(), never);
      await keep(path, 'today’s');

      expect(text(await next)).to.equal('today’s');
      expect(text(await tokens.current())).to.equal('today’s');
    });

    it('is never one that was expired before', async () => {
      const path = place();
      await keep(path, 'first');
      const tokens = tokensOf({ RXTAPE_SESSION_FILE: path });
      const first = await tokens.current();
      const second = tokens.renewed(first, never);
      await keep(path, 'first');
      await keep(path, 'second');
      const third = tokens.renewed(await second, never);
      await keep(path, 'first');
      await keep(path, 'third');

      expect(text(await second)).to.equal('second');
      expect(text(await third)).to.equal('third');
      await keep(path, 'first');
      expect(await usageError(tokens.current())).to.contain('rxtape login');
    });

    it('is waited for while the file is another’s or open to others, which is told once', async () => {
      const path = place();
      await keep(path, 'first');
      const lines = log();
      const tokens = tokensOf({ RXTAPE_SESSION_FILE: path }, lines);
      const first = await tokens.current();
      await keep(path, 'open');
      chmodSync(path, 0o644);
      const next = tokens.renewed(first, never);
      await lines.until(/chmod 600/);
      await keep(path, 'of another', 'flattrade');
      await lines.until(/flattrade/);
      await keep(path, 'second');

      expect(text(await next)).to.equal('second');
      expect(lines.lines.filter((line) => line.includes('chmod'))).to.have.length(1);
    });

    it('is asked for with a word on what can be done, other for a token of the environment', async () => {
      const path = place();
      await keep(path, 'next');
      const told = async (env: Record<string, string>): Promise<string> => {
        const lines = log();
        const tokens = tokensOf({ RXTAPE_SESSION_FILE: path, ...env }, lines);
        await tokens.renewed({ uid: 'FA1', accountId: 'FA1', token: new Secret('old') }, never);
        return lines.lines.join();
      };

      expect(await told({}))
        .to.contain('rxtape login')
        .and.not.to.contain('RXTAPE_SESSION_TOKEN');
      expect(await told({ RXTAPE_UID: 'FA1', RXTAPE_SESSION_TOKEN: 'old' }))
        .to.contain('RXTAPE_SESSION_TOKEN')
        .and.to.contain(path);
    });

    it('is waited for no longer than its signal says', async () => {
      const tokens = tokensOf({ RXTAPE_SESSION_FILE: place() });
      const old = { uid: 'FA1', accountId: 'FA1', token: new Secret('old') };
      const stop = new AbortController();
      const next = rejection(tokens.renewed(old, stop.signal));
      stop.abort(new Error('the session ends'));

      expect(await next).to.equal(stop.signal.reason);
      expect(await rejection(tokens.renewed(old, stop.signal))).to.equal(stop.signal.reason);
    });
  });
});

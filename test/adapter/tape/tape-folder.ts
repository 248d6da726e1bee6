import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Token } from '../../../src/domain/token.js';
import type { TouchlineMessage } from '../../../src/domain/touchline.js';
import { openTape, type TapeOptions } from '../../../src/adapter/tape/open-tape.js';
import type { FeedMessage } from '../../../src/port/feed.js';
import type { TapeProgress } from '../../../src/port/tape.js';
import { allTaken } from '../../support/taken.js';

/** A folder of its own for the tests of one `describe`, gone afterwards. */
export const tapeFolder = (): {
  path: (name: string) => string;
  file: (name: string, content: string | Buffer) => string;
} => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'tape-'));
  });
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const path = (name: string): string => join(folder, name);
  return {
    path,
    file: (name, content) => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
      return path(name);
    },
  };
};

export const ACC = 'NSE|22' as Token;
export const INFY = 'NSE|1594' as Token;
/** 2025-12-29 09:15:00 IST. */
export const OPEN = Date.UTC(2025, 11, 29, 3, 45);

export interface Played {
  readonly messages: readonly FeedMessage[];
  readonly progress: TapeProgress;
}

/** All messages of a tape. */
export const play = async (options: TapeOptions, tokens: readonly Token[] = [ACC, INFY]): Promise<Played> => {
  const tape = await openTape(options);
  const messages = await allTaken(tape.batches(new Set(tokens)));
  return { messages, progress: tape.progress };
};

/** The messages that are touchlines; fails on any other. */
export const touchlines = ({ messages }: Played): readonly TouchlineMessage[] =>
  messages.map((message) => {
    if (message.kind === 'Malformed') throw new Error(message.detail);
    return message;
  });

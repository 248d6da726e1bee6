import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { recordings } from './sessions.js';

/** What Node tells of a call of the file system. */
interface Call {
  readonly name: string;
  readonly ph: string;
  readonly args: { readonly path?: string };
}

/** The folders and files that `process.execPath` had written out to the disk while it ran `script`, in order. */
const syncedBy = (script: string, arg: string, trace: string): readonly string[] => {
  execFileSync(process.execPath, [
    ...['--trace-event-categories', 'node.fs.async', '--trace-event-file-pattern', trace],
    ...['--import', 'tsx', '--input-type=module', '-e', script, arg],
  ]);
  const { traceEvents } = JSON.parse(readFileSync(trace, 'utf8')) as {
    readonly traceEvents: readonly Call[];
  };
  const synced: string[] = [];
  let opened = '';
  for (const { name, ph, args } of traceEvents) {
    if (name === 'open' && ph === 'b') opened = args.path ?? '';
    if (name === 'fsync' && ph === 'b') synced.push(opened);
  }
  return synced;
};

const SCRIPT = `
  import { HEADER } from './test/adapter/recording/session-header.js';
  import { recorderInto } from './test/adapter/recording/sessions.js';
  await (await recorderInto(process.argv.at(-1))).leave();
`;

describe('a session that begins', () => {
  const { dir } = recordings();

  it('has its folder on the disk, and those above it that it made', () => {
    const above = dir('new');
    const recorded = join(above, 'of', 'today');
    const synced = syncedBy(SCRIPT, recorded, `${dir('trace')}.json`);
    const [name = ''] = readdirSync(recorded);

    expect(synced).to.include.members([
      ...[join(recorded, name), recorded, dirname(recorded), above],
      dirname(above),
    ]);
  });
});

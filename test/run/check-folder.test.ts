import { expect } from 'chai';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../src/domain/failure.js';
import { checkFolder } from '../../src/run/check-folder.js';
import { scratch } from '../cli/rxtape.js';

describe('checkFolder', () => {
  const files = scratch();
  after(files.remove);

  it('makes the folder, and tells how much room it has', () => {
    const dir = join(files.dir, 'a', 'b');

    expect(checkFolder('--record', dir)).to.be.greaterThan(100_000_000);
    expect(existsSync(dir)).to.equal(true);
  });

  it('refuses what is no folder, by the option that named it', () => {
    const path = files.file('file', '');

    expect(() => checkFolder('--record', path)).to.throw(UsageError, `--record ${path} cannot be written to`);
  });

  it('refuses a disk without room', () => {
    expect(() => checkFolder('--out', '/proc/self')).to.throw(UsageError, '--out /proc/self');
  });
});

import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { type GivenOptions, openEach, openFiles } from '../../../src/adapter/tape/open-files.js';
import { UsageError } from '../../../src/domain/failure.js';
import { rejection } from '../../support/rejection.js';
import { ACC, tapeFolder } from './tape-folder.js';

const opened = async (options: GivenOptions): Promise<string[]> => {
  const told: string[] = [];
  for await (const file of openEach(options))
    told.push(E.isRight(file) ? file.right.file.shape : file.left.failure.message);
  return told;
};

describe('openEach', () => {
  const folder = tapeFolder();

  it('tells what is wrong with one file in its place, and opens the others', async () => {
    const paths = [
      folder.file('a.csv', 'time,ltp\n2025-12-29T09:15:00Z,100\n'),
      folder.file('b.csv', 'colour,size\nred,1\n'),
      folder.file('c.csv', 'at,kind,token,last\n1766980000000,tk,NSE|22,100\n'),
    ];

    const [first, second, third] = await opened({ paths, defaultToken: ACC });

    expect(first).to.equal('full');
    expect(second).to.match(/b\.csv: .*colour, size/);
    expect(third).to.equal('tape');
    expect(await rejection(openFiles({ paths, defaultToken: ACC }))).to.be.instanceOf(UsageError);
  });
});

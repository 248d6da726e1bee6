import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { verifyChain } from '../../../src/adapter/journal/verify-chain.js';
import { readSession } from '../../../src/adapter/recording/read-session.js';
import { recordings } from '../recording/sessions.js';

/** Runs a process until it is killed as it sends its order number `orders`; the folder of its session. */
const killedAt = async (dir: string, orders: number): Promise<string> => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/adapter/journal/sending-child.ts', dir, String(orders)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const signal = await new Promise((resolve) => child.once('close', (_code, by) => resolve(by)));
  expect(signal).to.equal('SIGKILL');
  return join(dir, readdirSync(dir)[0] ?? '');
};

describe('a process that is killed right as it sends an order', () => {
  const { dir } = recordings();

  it('has that order in its journal, with every tick and order before it', async () => {
    const counts = [1, 2, 17, 60];
    const folders = await Promise.all(counts.map((orders) => killedAt(dir(`sent-${orders}`), orders)));
    for (const [i, folder] of folders.entries()) {
      const session = await readSession(folder);
      const orders = session.journal.orderIds();
      const { extent } = session;
      const chain = verifyChain(session.journal);
      session.close();
      const sent = counts[i] ?? 0;

      expect(chain).to.equal(undefined);
      expect(orders).to.have.length(sent);
      // Fifty numbers to an order: forty-nine ticks and, for all but the first, the order before.
      expect(extent.seq).to.equal(sent * 50 + 1);
      expect(extent.touchlines).to.equal(extent.seq - sent);
    }
  });
});

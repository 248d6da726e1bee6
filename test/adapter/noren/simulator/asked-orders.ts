import { expect } from 'chai';
import type { Simulator } from '../../../../src/adapter/noren/simulator/start-simulator.js';
import { call } from './call.js';
import { type Frame, PlainClient } from './plain-client.js';

export const LIMIT_BUY = {
  actid: 'DEMO01',
  exch: 'NSE',
  tsym: 'ACC-EQ',
  qty: '10',
  prc: '99.50',
  prd: 'I',
  trantype: 'B',
  prctyp: 'LMT',
  ret: 'DAY',
  remarks: 'mine',
};

export const place = async (simulator: Simulator, change: object = {}): Promise<string> => {
  const reply = (await call(simulator, 'PlaceOrder', { ...LIMIT_BUY, ...change })) as Frame;
  expect(reply, JSON.stringify(reply)).to.include({ stat: 'Ok' });
  return reply['norenordno'] ?? '';
};

export const listening = async (simulator: Simulator): Promise<PlainClient> => {
  const client = await PlainClient.connect(simulator.url);
  client.send({ t: 'o', actid: 'DEMO01' });
  await client.next('ok');
  return client;
};

export const storyOf = (client: PlainClient): readonly string[] =>
  client.of('om').map(({ status = '', reporttype = '' }) => `${status}/${reporttype}`);

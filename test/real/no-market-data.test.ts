import { join } from 'node:path';
import { expect } from 'chai';
import { rxtape } from '../cli/rxtape.js';
import { realData } from './real-data.js';

describe('what is no market data', () => {
  if (realData === undefined) {
    it('is not looked at, since it is not here: set RXTAPE_REAL_DATA to the folder that holds it', () => {
      expect(realData).to.equal(undefined);
    });
    return;
  }
  const folder = realData;

  for (const [name, says] of [
    ['ref-greeks-pyvollib', /test_data\.json[\s\S]*a message of no known kind/],
    ['in-instruments-fyers-2021', /NSE_CM\.csv[\s\S]*no header but a row/],
    ['in-instruments-noren-2025', /NFO_symbols\.txt[\s\S]*these columns are no tape/],
  ] as const) {
    it(`is told to be none, without a stack trace: ${name}`, () => {
      const { code, stdout, stderr } = rxtape('inspect', join(folder, name), '--json');

      expect(code).to.equal(1);
      expect((JSON.parse(stdout) as { groups: unknown[] }).groups).to.deep.equal([]);
      expect(stdout).to.match(says);
      expect(stderr).not.to.match(/^\s+at .*:\d+:\d+/m);
    });
  }
});

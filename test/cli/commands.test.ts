import { expect } from 'chai';
import { COMMANDS } from '../../src/cli/commands.js';
import { rxtape } from './rxtape.js';

describe('the commands', () => {
  for (const [name, load] of Object.entries(COMMANDS))
    it(`${name} is loaded by its name`, async () => {
      expect((await load(() => undefined)).name()).to.equal(name);
    });

  it('are listed whatever is asked that is none of them', () => {
    const [help, ofOne, typo] = [rxtape('--help'), rxtape('--help', 'kill'), rxtape('kil')];

    for (const name of Object.keys(COMMANDS)) expect(help.stdout).to.match(new RegExp(`^  ${name} `, 'm'));
    expect(ofOne.stdout).to.equal(help.stdout);
    expect(typo.stderr).to.contain("error: unknown command 'kil'\n(Did you mean kill?)");
    expect(typo.code).to.equal(2);
  });
});

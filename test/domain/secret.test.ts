import { inspect } from 'node:util';
import { expect } from 'chai';
import fc from 'fast-check';
import { Secret, withoutSecrets } from '../../src/domain/secret.js';

const TOKEN = 'b0c1d2e3f4a5968778695a4b3c2d1e0f';

describe('Secret', () => {
  it('reads [secret] wherever it is shown', () => {
    const secret = new Secret(TOKEN);

    expect(`${String(secret)} ${JSON.stringify({ secret })} ${inspect({ secret }, { showHidden: true })}`)
      .to.contain('[secret]')
      .and.not.to.contain(TOKEN);
    expect(secret.reveal()).to.equal(TOKEN);
  });
});

describe('withoutSecrets', () => {
  const secrets = [new Secret(TOKEN), new Secret('p&ss'), new Secret('')];

  for (const [text, shown] of [
    ['nothing of it', 'nothing of it'],
    [`{"emsg":"no session ${TOKEN}"}`, '{"emsg":"no session [secret]"}'],
    [`${TOKEN}${TOKEN}`, '[secret][secret]'],
    [`cut ${TOKEN.slice(0, 20)}`, 'cut [secret]'],
    [`${TOKEN.slice(-9)} at the start`, '[secret] at the start'],
    [`a piece ${TOKEN.slice(0, 7)} too short to tell`, `a piece ${TOKEN.slice(0, 7)} too short to tell`],
    ['wrong password p&ss, sent as p%26ss', 'wrong password [secret], sent as [secret]'],
  ] as const) {
    it(`shows ${text.replaceAll(TOKEN, 'TOKEN')} without it`, () => {
      expect(withoutSecrets(text, secrets)).to.equal(shown);
    });
  }

  it('leaves no eight characters of any secret in any text, and nothing else out', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '%'), maxLength: 40 });
    fc.assert(
      fc.property(
        letters,
        fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 12 }),
        (text, secret) => {
          const shown = withoutSecrets(text, [new Secret(secret)]);
          const pieces = shown.split('[secret]');
          const length = Math.min(8, secret.length);

          for (const piece of pieces)
            for (let i = 0; i + length <= piece.length; i++)
              expect(secret).not.to.contain(piece.slice(i, i + length));
          if (pieces.length === 1) expect(shown).to.equal(text);
        },
      ),
    );
  });
});

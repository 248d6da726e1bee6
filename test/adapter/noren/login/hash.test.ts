import { expect } from 'chai';
import { hashOf } from '../../../../src/adapter/noren/login/hash.js';
import { Secret } from '../../../../src/domain/secret.js';

describe('hashOf', () => {
  for (const [use, parts, digest] of [
    ['pwd', [new Secret('Passw0rd!')], 'e66860546f18cdbbcd86b35e18b525bffc67f772c650cedfe3ff7a0026fa1dee'],
    [
      'appkey',
      ['FA00000|', new Secret('0123456789abcdef')],
      '4ffc6cd5b0695fe3d773ceb96cf77cf8bf2d6807a7883f39aea034bcbd5df275',
    ],
    [
      'checksum of GenAcsTok',
      ['FA00000_U', new Secret('SSSSSSSS'), new Secret('CODE123')],
      '5ce72aae7f1ad9f6aedc3ac82dc9b0a7222a436ab7d9e4cfdd82e2a7e97c93d5',
    ],
    [
      'api_secret of a token request',
      ['key123', new Secret('req456'), new Secret('sec789')],
      'bef573169eb1b9a6893560ccc88aa9adf9b790854d606bac1aed50c7c8420a5e',
    ],
  ] as const) {
    it(`gives the published digest of a ${use}`, () => {
      expect(hashOf(...parts).reveal()).to.equal(digest);
    });
  }

  it('hashes UTF-8 and is secret', () => {
    // printf 'पास' | sha256sum
    expect(hashOf('पास').reveal()).to.equal(
      '3e56cd056dc7a8bac103e07a7625322e5276f85f31184820d907ade3fb02da0c',
    );
    expect(String(hashOf('a'))).to.equal('[secret]');
  });
});

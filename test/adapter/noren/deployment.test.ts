import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import {
  BROKER_NAMES,
  type Deployment,
  hideSecrets,
  parseDeployment,
  isPrivate,
} from '../../../src/adapter/noren/deployment.js';

const deployment = (text: string): Deployment => {
  const parsed = parseDeployment(text);
  if (E.isLeft(parsed)) throw new Error(parsed.left);
  return parsed.right;
};

const refusal = (text: string): string => {
  const parsed = parseDeployment(text);
  if (E.isRight(parsed)) throw new Error(`${text} was taken`);
  return parsed.left;
};

describe('parseDeployment', () => {
  it('knows the brokers by name, with noren: before it and in capitals too', () => {
    for (const name of BROKER_NAMES) {
      expect(deployment(name).name).to.equal(name);
      expect(deployment(`noren:${name}`)).to.equal(deployment(name));
    }
    expect(deployment('Shoonya').name).to.equal('shoonya');
  });

  it('has bases that a call or a path can be put behind', () => {
    for (const name of BROKER_NAMES) {
      expect(deployment(name).restUrl).to.match(/^https:\/\/.*\/$/);
      expect(deployment(name).socketUrl).to.match(/^wss:\/\/.*\/$/);
    }
  });

  for (const [url, rest, dialect, auth, login] of [
    ['ws://127.0.0.1:9/NorenWSAPI/', 'http://127.0.0.1:9/NorenWClientAPI/', 'current', 'bearer', 'GenAcsTok'],
    ['ws://127.0.0.1:9/NorenWSTP/', 'http://127.0.0.1:9/NorenWClientTP/', 'legacy', 'jKey', 'QuickAuth'],
    ['wss://h.in/PiConnectWSAPI', 'https://h.in/PiConnectAPI/', 'current', 'jKey', 'ApiToken'],
    ['wss://h.in/a/PiConnectWSTp/', 'https://h.in/a/PiConnectTP/', 'legacy', 'jKey', 'ApiToken'],
    ['wss://h.in/other', 'https://h.in/NorenWClientAPI/', 'current', 'bearer', 'GenAcsTok'],
    ['ws://localhost:9', 'http://localhost:9/NorenWClientAPI/', 'current', 'bearer', 'GenAcsTok'],
    ['ws://localhost:9/#dialect=legacy', 'http://localhost:9/NorenWClientTP/', 'legacy', 'jKey', 'QuickAuth'],
    [
      'wss://h.in/NorenWS#dialect=legacy&rest=https://r.in/base&auth=bearer&login=ApiToken',
      'https://r.in/base/',
      'legacy',
      'bearer',
      'ApiToken',
    ],
  ] as const) {
    it(`reads ${url}`, () => {
      const read = deployment(url);

      expect(read).to.include({ restUrl: rest, dialect, restAuth: auth });
      expect(read.login.kind).to.equal(login);
      expect(read.socketUrl).not.to.contain('#');
    });
  }

  it('gives a URL without a path the path of the current API', () => {
    expect(deployment('ws://localhost:9').socketUrl).to.equal('ws://localhost:9/NorenWSAPI/');
    expect(deployment('ws://localhost:9#dialect=legacy').socketUrl).to.equal('ws://localhost:9/NorenWSTP/');
  });

  it('connects with a query and does not show it', () => {
    const read = deployment('wss://h.in/NorenWSAPI/?key=0123');

    expect(read.socketUrl).to.equal('wss://h.in/NorenWSAPI/?key=0123');
    expect(read.name).to.equal('wss://h.in/NorenWSAPI/');
    expect(read.restUrl).to.equal('https://h.in/NorenWClientAPI/');
  });

  for (const [text, says] of [
    ['zerodha', /zerodha.*shoonya, flattrade.*ws:\/\//],
    ['https://h.in/NorenWSAPI/', /ws:\/\/ or wss:\/\/.*https:/],
    ['wss://', /no URL/],
    ['wss://me:hunter2@h.in/NorenWSAPI/', /session file/],
    ['wss://h.in/#dialekt=legacy', /dialect=.*rest=/],
    ['wss://h.in/#dialect=old', /current or legacy/],
    ['wss://h.in/#auth=basic', /bearer or jKey/],
    ['wss://h.in/#login=sso', /QuickAuth/],
    ['wss://h.in/#rest=ftp://h.in', /https:/],
  ] as const) {
    it(`refuses ${text}`, () => {
      expect(refusal(text)).to.match(says).and.not.to.contain('hunter2');
    });
  }
});

describe('hideSecrets', () => {
  it('leaves of a URL what anybody may see', () => {
    expect(hideSecrets('wss://me:hunter2@h.in/path?susertoken=abc#dialect=legacy')).to.equal(
      'wss://h.in/path',
    );
    expect(hideSecrets('wss://me@x:hunter2@h in/path?a')).to.equal('wss://h in/path');
  });
});

describe('isPrivate', () => {
  it('is what is encrypted, and what does not leave the machine', () => {
    for (const url of ['wss://a.example/x', 'https://a.example/', 'ws://127.0.0.1:9/', 'http://[::1]:9/'])
      expect(isPrivate(url), url).to.equal(true);
    for (const url of ['ws://a.example/x', 'http://192.0.2.1/', 'ws://127.0.0.1.a.example/'])
      expect(isPrivate(url), url).to.equal(false);
  });
});

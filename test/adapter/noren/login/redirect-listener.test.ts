import { expect } from 'chai';
import { redirectListener } from '../../../../src/adapter/noren/login/redirect-listener.js';
import { rejection } from '../../../support/rejection.js';
import { usageError } from '../../../support/usage-error.js';

describe('redirectListener', () => {
  const never = new AbortController().signal;

  it('gives the first code that a browser brings', async () => {
    const listener = await redirectListener('http://127.0.0.1:0/back');
    const code = listener.code(never);
    await fetch(`${listener.url}?code=first`);

    expect((await code).reveal()).to.equal('first');
    await listener.close();
  });

  it('ends with its signal, and closes with a browser still connected', async () => {
    const listener = await redirectListener('http://localhost:0/');
    const stop = new AbortController();
    const code = rejection(listener.code(stop.signal));
    await fetch(listener.url);
    stop.abort(new Error('enough'));

    expect(await code).to.equal(stop.signal.reason);
    expect(await rejection(listener.code(stop.signal))).to.equal(stop.signal.reason);
    await listener.close();
  });

  it('says that its port is in use', async () => {
    const first = await redirectListener('http://127.0.0.1:0/');

    expect(await usageError(redirectListener(first.url)))
      .to.contain('EADDRINUSE')
      .and.to.contain('pasted');
    await first.close();
    await (await redirectListener(first.url)).close();
  });

  for (const url of [
    '',
    'x',
    'https://127.0.0.1:5000/',
    'http://127.0.0.1/',
    'http://example.com:80/',
    'ftp://localhost:21/',
  ]) {
    it(`refuses ${url === '' ? 'nothing' : url}`, async () => {
      expect(await usageError(redirectListener(url))).to.contain('http://127.0.0.1:5000/');
    });
  }
});

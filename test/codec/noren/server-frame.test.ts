import { expect } from 'chai';
import fc from 'fast-check';
import { decodeFrame, type ServerFrame } from '../../../src/codec/noren/server-frame.js';
import { epochMs } from '../../../src/domain/time.js';
import { EXAMPLES } from '../../adapter/noren/examples.js';

const AT = epochMs(Date.UTC(2025, 6, 17, 7, 23, 14));

const decode = (frame: unknown, exchange?: string): ServerFrame =>
  decodeFrame(typeof frame === 'string' ? frame : JSON.stringify(frame), AT, () => exchange);

describe('decodeFrame', () => {
  it('reads the answer to the log-in of each dialect, in any case', () => {
    for (const frame of [
      { t: 'ak', uid: 'FA00000', s: 'OK' },
      { t: 'ck', s: 'Ok', uid: 'FA00000' },
      { t: 'ak', stat: 'ok' },
      { t: 'cf', k: 'OK' },
    ])
      expect(decode(frame), JSON.stringify(frame)).to.include({ kind: 'LoggedIn', isAccepted: true });
    for (const frame of [
      { t: 'ak', s: 'NOT_OK' },
      { t: 'ck', s: 'Not_Ok' },
      { t: 'ak' },
      { t: 'cf', k: 'failed' },
    ])
      expect(decode(frame), JSON.stringify(frame)).to.include({ kind: 'LoggedIn', isAccepted: false });
    expect(decode({ t: 'ak', s: 'NOT_OK', emsg: 'Invalid Input' })).to.include({
      detail: 'NOT_OK, Invalid Input',
    });
    expect(decode({ t: 'ak', s: { no: 1 } })).to.include({ kind: 'Malformed' });
  });

  it('hears that a session is over', () => {
    expect(decode({ stat: 'Not_Ok', emsg: 'Session Expired : Invalid Session Key' })).to.deep.equal({
      kind: 'SessionRefused',
      detail: 'Session Expired : Invalid Session Key',
    });
    expect(decode({ stat: 'Not_Ok', emsg: 'server timeout' })).to.include({ kind: 'Malformed' });
  });

  it('knows heartbeats and acknowledgements, and what the protocol does not have', () => {
    for (const type of ['hk', 'h', 'uk', 'udk', 'ok', 'uok', 'pm', 'am'])
      expect(decode({ t: type })).to.deep.equal({ kind: 'Other', type, isKnown: true });
    expect(decode({ t: 'zz' })).to.deep.equal({ kind: 'Other', type: 'zz', isKnown: false });
  });

  it('finds the exchange of a frame that does not name it, where only one is possible', () => {
    const [, , , , , , bare = {}] = EXAMPLES.df;

    expect(decode(bare, 'BSE')).to.nested.include({ kind: 'Touchline', 'message.token': 'BSE|500112' });
    expect(decode(bare)).to.include({ kind: 'Malformed' });
    expect(decode({ ...bare, e: 7 }, 'BSE')).to.include({ kind: 'Malformed' });
  });

  it('keeps what is malformed as it came, shortened, without control characters and secrets', () => {
    const told = (text: string): string => {
      const frame = decode(text);
      return frame.kind === 'Malformed' ? frame.detail : 'taken';
    };

    expect(told('{"t":"tf","e":"NSE","tk":"22","lp":"-1"}')).to.equal(
      'lp: expected a price from 0 to below 1000000000, got "-1": {"t":"tf","e":"NSE","tk":"22","lp":"-1"}',
    );
    expect(told('\u0000garbage\n')).to.equal('not JSON: \\u0000garbage\\n');
    expect(told(`x${'y'.repeat(100_000)}`)).to.have.length.below(500);
    expect(told('x{"t":"a","accesstoken":"abc","susertoken" : "def","pwd":"g')).to.equal(
      'not JSON: x{"t":"a","accesstoken":"[secret]","susertoken" : "[secret]","pwd":"[secret]"',
    );
    expect(told('{"t":"om","norenordno":"1"}')).to.match(/^exch: .*\{"t":"om","norenordno":"1"\}$/);
  });

  it('never throws, whatever the text: frames that were cut, changed, or never were', () => {
    const frames = Object.values(EXAMPLES)
      .flat()
      .map((frame) => JSON.stringify(frame));
    const kinds = ['Touchline', 'Other', 'LoggedIn', 'SessionRefused', 'Order', 'Malformed'];
    const damaged = fc
      .tuple(fc.constantFrom(...frames), fc.nat(2_000), fc.string({ maxLength: 3 }))
      .map(
        ([frame, at, text]) =>
          `${frame.slice(0, at % frame.length)}${text}${frame.slice((at + 1) % frame.length)}`,
      );
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), damaged),
        fc.option(fc.constant('NSE'), { nil: undefined }),
        (text, exchange) => {
          expect(decode(text, exchange).kind).to.be.oneOf(kinds);
        },
      ),
      { numRuns: 5_000 },
    );
    for (const [whole] of Object.values(EXAMPLES)) {
      const frame = JSON.stringify(whole);
      for (let length = 0; length < frame.length; length += 1)
        expect(decode(frame.slice(0, length)), frame.slice(0, length)).to.include({ kind: 'Malformed' });
    }
  });
});

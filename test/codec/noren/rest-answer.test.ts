import { expect } from 'chai';
import * as E from 'fp-ts/lib/Either.js';
import { decodeRestAnswer, isPassing, type RestFailure } from '../../../src/codec/noren/rest-answer.js';

const failureOf = (status: number, text: string): RestFailure => {
  const answer = decodeRestAnswer(status, text);
  if (E.isRight(answer)) throw new Error(`${text} was taken`);
  return answer.left;
};
const refused = (emsg: string): string => JSON.stringify({ stat: 'Not_Ok', emsg });

describe('decodeRestAnswer', () => {
  for (const text of [
    '[]',
    '[{"stat":"Ok","norenordno":"1"}]',
    '{"stat":"Ok","uid":"FA00000"}',
    '{"stat":"OK","gamma":"0.1"}',
    '{"access_token":"abc","uid":"FA00000"}',
    '{"token":"abc","client":"FZ00000","status":"Ok","emsg":""}',
    ' {"stat":"Ok"}\n',
  ]) {
    it(`takes ${text.trim()}`, () => {
      expect(decodeRestAnswer(200, text)).to.deep.equal(E.right(JSON.parse(text)));
    });
  }

  for (const [emsg, kind] of [
    ['Session Expired : Invalid Session Key', 'SessionExpired'],
    ['session expired', 'SessionExpired'],
    ['Error Occurred : 5 "no data"', 'NoData'],
    ['Error Occurred : 2 "invalid input"', 'InvalidInput'],
    ['Invalid Input : jData is not valid json object', 'InvalidInput'],
    ['Invalid Input : INVALID_VERIFIER', 'InvalidInput'],
    ['Invalid Input :  Order Recieved 11 in a current second exceeds Limit 10 for user', 'RateLimited'],
    ['Rejected : ORA:Order not found', 'OrderRefused'],
    ['Trigger price invalid - 0.00', 'OrderRefused'],
    ['Server Timeout :  ', 'Transient'],
    ['Access Restricted for API Only Users', 'Forbidden'],
    ['something new', 'Refused'],
  ] as const) {
    it(`knows ${emsg} as ${kind}`, () => {
      expect(failureOf(200, refused(emsg))).to.deep.equal({ kind, message: emsg.trim() });
    });
  }

  for (const [status, text, kind, says] of [
    [200, '', 'Transport', /empty answer.*200/],
    [200, '<html>Bad gateway</html>', 'Transport', /web page/],
    [200, 'upstream error', 'Transport', /text where JSON/],
    [200, '"quoted"', 'Transport', /JSON/],
    [302, '', 'Transport', /elsewhere/],
    [400, '', 'InvalidInput', /400/],
    [403, '', 'SessionExpired', /403/],
    [403, refused('Access Restricted'), 'Forbidden', /Access/],
    [404, '<html>', 'InvalidInput', /404/],
    [429, '{"stat":"Not_Ok","emsg":"slow down"}', 'RateLimited', /slow down/],
    [502, '<html>', 'Transport', /no longer served/],
    [503, '{"message":"down"}', 'Transport', /down/],
    [200, '{"stat":"Not_Ok","emsg":""}', 'Refused', /static IP/],
    [200, '{"token":"","status":"Not_Ok","emsg":" "}', 'Refused', /static IP/],
  ] as const) {
    it(`tells HTTP ${status} with ${text === '' ? 'nothing' : text} as ${kind}`, () => {
      const failure = failureOf(status, text);

      expect(failure.kind).to.equal(kind);
      expect(failure.message).to.match(says);
    });
  }
});

describe('isPassing', () => {
  it('is so of what a moment later may be well', () => {
    expect(isPassing({ kind: 'Transient', message: '' })).to.equal(true);
    expect(isPassing({ kind: 'Transport', message: '' })).to.equal(true);
    expect(isPassing({ kind: 'RateLimited', message: '' })).to.equal(false);
    expect(isPassing({ kind: 'Untrusted', message: '' })).to.equal(false);
  });
});

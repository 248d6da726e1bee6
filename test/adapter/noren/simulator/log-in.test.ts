import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { TOTP } from 'otpauth';
import { DEMO_USER } from '../../../../src/adapter/noren/simulator/sessions.js';
import type { Simulator } from '../../../../src/adapter/noren/simulator/start-simulator.js';
import { call, callRaw, legacyCall } from './call.js';
import { PlainClient } from './plain-client.js';
import { said, simulated } from './simulated.js';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const TAPE = [said('tk', 0, { last: 1 })];

const PASSWORD = {
  source: 'API',
  apkversion: '1.0.0',
  uid: 'DEMO01',
  pwd: sha256('demo-password'),
  factor2: '123456',
  vc: 'DEMO01_U',
  appkey: sha256('DEMO01|demo-secret'),
  imei: 'abc',
};

const quickAuth = async (simulator: Simulator, data: object): Promise<Readonly<Record<string, unknown>>> =>
  (await callRaw(simulator, '/NorenWClientTP/QuickAuth', `jData=${JSON.stringify(data)}`)).json as Readonly<
    Record<string, unknown>
  >;

/** What a browser is sent on with. */
const codeOf = async ({ port }: Simulator, path: string): Promise<string> => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`);
  const { code } = (await response.json()) as { readonly code: string };
  return code;
};

describe('the simulated exchange: log-in', () => {
  it('gives a session token for a password, which the legacy socket and calls take', () =>
    simulated(TAPE, async (simulator) => {
      const reply = await quickAuth(simulator, PASSWORD);
      const { stat, susertoken, uid, actid } = reply as Readonly<Record<string, string>>;

      expect({ stat, uid, actid }).to.deep.equal({ stat: 'Ok', uid: 'DEMO01', actid: 'DEMO01' });
      expect(susertoken).to.match(/^[0-9a-f]{64}$/);
      expect(reply['exarr']).to.include('NSE');
      const client = await PlainClient.open(`${simulator.url}/NorenWSTP/`);
      client.send({ t: 'c', uid: 'DEMO01', actid: 'DEMO01', source: 'API', susertoken: susertoken ?? '' });
      expect(await client.next('ck')).to.include({ s: 'OK' });
      expect(await legacyCall(simulator, 'UserDetails', {}, susertoken)).to.include({ stat: 'Ok' });
    }));

  for (const [what, change, emsg] of [
    ['a wrong password', { pwd: sha256('guess') }, 'Invalid Input : Wrong Password'],
    ['a password that is not hashed', { pwd: 'demo-password' }, 'Invalid Input : Wrong Password'],
    ['a wrong app key', { appkey: sha256('DEMO01|guess') }, 'Invalid Input : Wrong App Key'],
    ['another user', { uid: 'FA00000' }, 'Invalid Input : Invalid User Id'],
    ['no second factor', { factor2: '' }, 'Invalid Input : factor2 is missing'],
    ['no vendor code', { vc: undefined }, 'Invalid Input : vc is missing'],
  ] as const)
    it(`refuses ${what}`, () =>
      simulated(TAPE, async (simulator) => {
        expect(await quickAuth(simulator, { ...PASSWORD, ...change })).to.include({ stat: 'Not_Ok', emsg });
      }));

  it('asks for the right one-time password where the user has a secret for them', () => {
    const secret = 'JBSWY3DPEHPK3PXP';
    return simulated(
      TAPE,
      async (simulator) => {
        const factor2 = new TOTP({ secret }).generate();
        const wrong = factor2 === '000000' ? '111111' : '000000';

        expect(await quickAuth(simulator, { ...PASSWORD, factor2 })).to.include({ stat: 'Ok' });
        expect(await quickAuth(simulator, { ...PASSWORD, factor2: wrong })).to.include({
          emsg: 'Invalid Input : Wrong OTP',
        });
      },
      { user: { ...DEMO_USER, totpSecret: secret } },
    );
  });

  it('gives an access token for the code of a browser’s log-in, once, and not without the uid', () =>
    simulated(TAPE, async (simulator) => {
      const code = await codeOf(simulator, '/OAuthlogin/authorize/oauth?client_id=DEMO01_U');
      const checksum = sha256(`DEMO01_Udemo-secret${code}`);
      const ask = async (data: object): Promise<Readonly<Record<string, string>>> =>
        (await callRaw(simulator, '/NorenWClientAPI/GenAcsTok', `jData=${JSON.stringify(data)}`))
          .json as Readonly<Record<string, string>>;

      expect(await ask({ code, checksum })).to.include({ emsg: 'Invalid Input : INVALID_VERIFIER' });
      expect(await ask({ code, checksum: 'guess', uid: 'DEMO01' })).to.include({ stat: 'Not_Ok' });
      const { access_token: token = '' } = await ask({ code, checksum, uid: 'DEMO01' });
      const client = await PlainClient.connect(simulator.url, token);
      expect(client.of('ak')).to.deep.equal([{ t: 'ak', uid: 'DEMO01', s: 'OK' }]);
      expect(await call(simulator, 'UserDetails', {}, token)).to.include({ stat: 'Ok' });
      expect(await ask({ code, checksum, uid: 'DEMO01' }), 'a second time').to.include({ stat: 'Not_Ok' });
    }));

  it('gives a token by the plain JSON call, and an empty reason where it does not', () =>
    simulated(TAPE, async (simulator) => {
      const code = await codeOf(simulator, '/?app_key=DEMO01_U');
      const ask = async (hash: string): Promise<Readonly<Record<string, string>>> =>
        (
          await callRaw(
            simulator,
            '/trade/apitoken',
            JSON.stringify({ api_key: 'DEMO01_U', request_code: code, api_secret: hash }),
          )
        ).json as Readonly<Record<string, string>>;

      expect(await ask('guess')).to.include({ token: '', status: 'Not_Ok', emsg: '' });
      const { token = '', status } = await ask(sha256(`DEMO01_U${code}demo-secret`));
      expect(status).to.equal('Ok');
      const read = await callRaw(
        simulator,
        '/PiConnectAPI/UserDetails',
        `jData={"uid":"DEMO01"}&jKey=${token}`,
      );
      expect(read.json).to.include({ stat: 'Ok' });
    }));

  it('knows no token in the wrong place, none of nobody, and none that logged out', () =>
    simulated(TAPE, async (simulator) => {
      const expired = { stat: 'Not_Ok', emsg: 'Session Expired : Invalid Session Key' };
      const body = 'jData={"uid":"DEMO01"}';
      const inBody = await callRaw(simulator, '/NorenWClientAPI/UserDetails', `${body}&jKey=demo-token`);
      const inHeader = await callRaw(simulator, '/NorenWClientTP/UserDetails', body, {
        authorization: 'Bearer demo-token',
      });

      expect(inBody.json).to.include(expired);
      expect(inHeader.json).to.include(expired);
      expect(inBody.status).to.equal(200);
      expect(await call(simulator, 'UserDetails', {}, 'stale')).to.include(expired);
      expect(await call(simulator, 'Logout')).to.include({ stat: 'Ok' });
      expect(await call(simulator, 'UserDetails')).to.include(expired);
    }));
});

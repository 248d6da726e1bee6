import { createHash } from 'node:crypto';
import { type Answer, httpServer, type Received } from './http-server.js';

/** A user of the broker below; whatever is secret of it is to be found nowhere but in the session file. */
export const USER = {
  uid: 'FA00000',
  accountId: 'FA00001',
  password: 'Passw0rd!-of-the-test',
  totpSecret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  apiSecret: '0123456789abcdef-of-the-test',
  clientId: 'FA00000_U',
  code: 'c0de4c0de4c0de',
} as const;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const refused = (emsg: string): Answer => [200, JSON.stringify({ stat: 'Not_Ok', emsg })];

/** Everything that must not be seen, hashes too: a server takes them for what was hashed. */
export const secretsOf = (tokens: readonly string[]): readonly string[] => [
  USER.password,
  USER.totpSecret,
  USER.apiSecret,
  USER.code,
  sha256(USER.password),
  sha256(`${USER.uid}|${USER.apiSecret}`),
  sha256(`${USER.clientId}${USER.apiSecret}${USER.code}`),
  sha256(`${USER.clientId}${USER.code}${USER.apiSecret}`),
  ...tokens,
];

export interface NorenBroker {
  readonly port: number;
  readonly received: readonly Received[];
  /** Session tokens that it gave out. */
  readonly tokens: readonly string[];
  /** What it answers from now on to everything, the request repeated in it; undefined for what is right. */
  refuseWith(emsg: ((request: Received) => string) | undefined): void;
  /** Ends all sessions. */
  expire(): void;
  close(): Promise<void>;
}

/** The log-in and account calls of a broker as the protocol's description has them, on a free loopback port. */
export const norenBroker = async (): Promise<NorenBroker> => {
  const tokens: string[] = [];
  const good = new Set<string>();
  let refusal: ((request: Received) => string) | undefined;

  const issue = (): string => {
    const token = sha256(`session ${tokens.length} of the test`);
    tokens.push(token);
    good.add(token);
    return token;
  };

  const answer = (request: Received): Answer => {
    if (refusal !== undefined) return refused(refusal(request));
    const [path = '', call = ''] = /^\/(.*)\/([^/?]*)/.exec(request.url)?.slice(1) ?? [];
    if (call === 'apitoken') return exchanged(JSON.parse(request.body) as Record<string, string>);
    const [jData = '', jKey = ''] = request.body.split('&');
    const fields = JSON.parse(jData.slice('jData='.length)) as Record<string, string>;
    if (call === 'QuickAuth') return quickAuth(fields);
    if (call === 'GenAcsTok') return genAcsTok(fields);
    const bearer = request.headers.authorization?.slice('Bearer '.length);
    const token = path === 'NorenWClientAPI' ? bearer : jKey.slice('jKey='.length);
    if (token === undefined || !good.has(token)) return refused('Session Expired : Invalid Session Key');
    if (call === 'Logout') good.delete(token);
    return [200, JSON.stringify({ stat: 'Ok', uid: fields['uid'] })];
  };

  const quickAuth = (fields: Record<string, string>): Answer => {
    if (fields['uid'] !== USER.uid) return refused('Invalid Input : Wrong User');
    if (fields['pwd'] !== sha256(USER.password)) return refused('Invalid Input : Wrong Password');
    if (fields['appkey'] !== sha256(`${USER.uid}|${USER.apiSecret}`)) return refused('Invalid App Key');
    if (fields['vc'] !== `${USER.uid}_U` || fields['source'] !== 'API') return refused('Invalid Vendor code');
    if (!/^\d{6}$/.test(fields['factor2'] ?? '')) return refused('Invalid OTP');
    return [200, JSON.stringify({ stat: 'Ok', susertoken: issue(), uid: USER.uid, actid: USER.accountId })];
  };

  const genAcsTok = (fields: Record<string, string>): Answer => {
    const checksum = sha256(`${USER.clientId}${USER.apiSecret}${USER.code}`);
    if (fields['uid'] !== USER.uid || fields['code'] !== USER.code || fields['checksum'] !== checksum)
      return refused('Invalid Input : INVALID_VERIFIER');
    return [
      200,
      JSON.stringify({
        access_token: issue(),
        USERID: USER.uid,
        actid: USER.accountId,
        expires_in: '4102444800',
        stat: 'Ok',
      }),
    ];
  };

  const exchanged = (fields: Record<string, string>): Answer =>
    fields['api_key'] === USER.clientId &&
    fields['request_code'] === USER.code &&
    fields['api_secret'] === sha256(`${USER.clientId}${USER.code}${USER.apiSecret}`)
      ? [200, JSON.stringify({ token: issue(), client: USER.uid, status: 'Ok', emsg: '' })]
      : [200, JSON.stringify({ token: '', client: '', status: 'Not_Ok', emsg: '' })];

  const server = await httpServer(answer);
  return {
    port: server.port,
    received: server.received,
    tokens,
    refuseWith: (emsg) => {
      refusal = emsg;
    },
    expire: () => good.clear(),
    close: server.close,
  };
};

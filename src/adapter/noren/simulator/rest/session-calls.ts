import type { Sessions } from '../sessions.js';
import type { WireObject } from '../wire-object.js';
import { type Facts, type Refusal, refused, type Reply } from './reply.js';

/** What is told of the user wherever it logs in. */
const userFacts = ({ user }: Sessions): Facts => ({
  actid: user.accountId,
  uname: 'DEMO USER',
  brkname: 'SIMULATED',
  exarr: ['NSE', 'NFO', 'BSE', 'BFO', 'MCX', 'CDS'],
  prarr: [
    { prd: 'C', s_prdt_ali: 'CNC', exch: ['NSE', 'BSE'] },
    { prd: 'M', s_prdt_ali: 'NRML', exch: ['NFO', 'BFO', 'MCX', 'CDS'] },
    { prd: 'I', s_prdt_ali: 'MIS', exch: ['NSE', 'NFO', 'BSE', 'BFO', 'MCX', 'CDS'] },
  ],
});

const REFUSED = 'Invalid Input : User Blocked due to multiple wrong attempts';

/** Password, second factor and app key: the log-in of the legacy generation. */
export const quickAuth = (sessions: Sessions, data: WireObject, isRefused: boolean): Reply | Refusal => {
  const missing = ['source', 'apkversion', 'uid', 'pwd', 'factor2', 'vc', 'appkey', 'imei'].find(
    (key) => (data[key] ?? '') === '',
  );
  if (missing !== undefined) return refused(`Invalid Input : ${missing} is missing`);
  if (isRefused) return refused(REFUSED);
  if (data['uid'] !== sessions.user.uid) return refused('Invalid Input : Invalid User Id');
  const fault = sessions.passwordFault(data['pwd'] ?? '', data['appkey'] ?? '', data['factor2'] ?? '');
  if (fault !== undefined) return refused(fault);
  return { ...userFacts(sessions), uid: sessions.user.uid, susertoken: sessions.issue() };
};

/** The code of a browser's log-in for an access token; without the uid no verifier is good. */
export const genAcsTok = (sessions: Sessions, data: WireObject, isRefused: boolean): Reply | Refusal => {
  const { code = '', checksum = '', uid = '' } = data;
  if (isRefused) return refused(REFUSED);
  if (uid !== sessions.user.uid || !sessions.redeem(code, checksum))
    return refused('Invalid Input : INVALID_VERIFIER');
  const token = sessions.issue();
  return {
    ...userFacts(sessions),
    USERID: uid,
    uid,
    access_token: token,
    refresh_token: sessions.issueCode(),
    susertoken: token,
    expires_in: String(Math.floor(sessions.expiryOf(token) / 1_000)),
  };
};

/** The request code of a browser's log-in for a token: a plain JSON call. An empty `emsg` for what is wrong. */
export const apiToken = (sessions: Sessions, data: WireObject, isRefused: boolean): Reply => {
  const { api_key: key = '', request_code: code = '', api_secret: hash = '' } = data;
  const isGood = !isRefused && key === sessions.user.clientId && sessions.redeemWithKey(key, code, hash);
  return isGood
    ? { token: sessions.issue(), client: sessions.user.uid, status: 'Ok', stat: 'Ok', emsg: '' }
    : { token: '', client: '', status: 'Not_Ok', stat: 'Not_Ok', emsg: '' };
};

export const userDetails = (sessions: Sessions): Facts => ({
  ...userFacts(sessions),
  orarr: ['LMT', 'MKT'],
  uprev: 'INVESTOR',
  access_type: ['API'],
  email: 'demo@example.com',
  m_num: '0000000000',
});

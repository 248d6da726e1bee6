import { expect } from 'chai';
import {
  HEARTBEAT_FRAME,
  logInFrame,
  NO_ORDERS_FRAME,
  ordersFrame,
  subscribeFrame,
  unsubscribeFrame,
} from '../../../src/codec/noren/client-frame.js';
import { tokenOf } from '../../../src/domain/token.js';

const KEYS = [tokenOf('NSE', '22'), tokenOf('BSE', '508123'), tokenOf('NFO', '45764')];

describe('client frames', () => {
  it('log in as each generation of the API has it', () => {
    expect(logInFrame('current', 'FA00000', 'FA00001', 'key')).to.equal(
      '{"t":"a","uid":"FA00000","actid":"FA00001","source":"API","accesstoken":"key"}',
    );
    expect(logInFrame('legacy', 'FA00000', 'FA00001', 'key')).to.equal(
      '{"t":"c","uid":"FA00000","actid":"FA00001","source":"API","susertoken":"key"}',
    );
  });

  it('subscribe and end a subscription with the verb of its kind', () => {
    const k = 'NSE|22#BSE|508123#NFO|45764';

    expect(JSON.parse(subscribeFrame(KEYS, false))).to.deep.equal({ t: 't', k });
    expect(JSON.parse(subscribeFrame(KEYS, true))).to.deep.equal({ t: 'd', k });
    expect(JSON.parse(unsubscribeFrame(KEYS, false))).to.deep.equal({ t: 'u', k });
    expect(JSON.parse(unsubscribeFrame(KEYS, true))).to.deep.equal({ t: 'ud', k });
  });

  it('ask for order updates, end them, and say that we are there', () => {
    expect(ordersFrame('FA00000')).to.equal('{"t":"o","actid":"FA00000"}');
    expect(NO_ORDERS_FRAME).to.equal('{"t":"uo"}');
    expect(HEARTBEAT_FRAME).to.equal('{"t":"h"}');
  });
});

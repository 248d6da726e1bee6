import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ChartBook } from '../chart-book.js';
import type { Exchange } from '../exchange.js';
import type { FaultName } from '../fault-list.js';
import type { OrderDesk } from '../order-desk.js';
import { pathOf } from '../server.js';
import { type WireObject, wireObjectOf } from '../wire-object.js';
import { callBodyOf } from './call-body.js';
import {
  eodChartData,
  getIndexList,
  getQuotes,
  getSecurityInfo,
  searchScrip,
  tpSeries,
} from './market-calls.js';
import {
  cancelOrder,
  modifyOrder,
  orderBook,
  orderHistory,
  type OrderReply,
  placeOrder,
  positionBook,
  tradeBook,
} from './order-calls.js';
import { bodyOf, NO_DATA, type Refusal, refused, type Reply } from './reply.js';
import { apiToken, genAcsTok, quickAuth, userDetails } from './session-calls.js';

/** Where calls are served, and how they carry the session token there. */
interface Base {
  readonly path: string;
  readonly auth: 'bearer' | 'jKey';
  readonly generation: 'current' | 'legacy';
}

const BASES: readonly Base[] = [
  { path: '/NorenWClientAPI/', auth: 'bearer', generation: 'current' },
  { path: '/NorenWClientTP/', auth: 'jKey', generation: 'legacy' },
  { path: '/PiConnectAPI/', auth: 'jKey', generation: 'current' },
  { path: '/PiConnectTP/', auth: 'jKey', generation: 'legacy' },
];

const TOKEN_PATH = '/trade/apitoken';
const AUTHORIZE_PATHS: ReadonlySet<string> = new Set(['/OAuthlogin/authorize/oauth', '/']);

const BAD_GATEWAY = '<html><body><h1>502 Bad Gateway</h1></body></html>';

const MOST_BODY_BYTES = 1_000_000;
const SLOW_MS = 3_000;
const TOO_MANY = refused('Invalid Input :  Order Recieved 11 in a current second exceeds Limit 10 for user');
const EXPIRED = refused('Session Expired : Invalid Session Key');

const ORDER_CALLS: ReadonlySet<string> = new Set(['PlaceOrder', 'ModifyOrder', 'CancelOrder']);
const CHART_CALLS: ReadonlySet<string> = new Set(['TPSeries', 'EODChartData']);
const LOG_IN_CALLS: ReadonlySet<string> = new Set(['QuickAuth', 'GenAcsTok']);

/** Answers the calls of the REST API. */
export class RestService {
  constructor(
    private readonly exchange: Exchange,
    private readonly desk: OrderDesk,
    private readonly charts: ChartBook,
  ) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    const body = await bodyTextOf(request);
    if (body === undefined) {
      send(response, 413, '');
      return;
    }
    if (this.strikes('http-502')) {
      send(response, 502, BAD_GATEWAY, 'text/html');
      return;
    }
    if (this.strikes('empty-body')) {
      send(response, 200, '');
      return;
    }
    if (request.method === 'GET' && AUTHORIZE_PATHS.has(path)) this.authorize(request, response);
    else if (path === TOKEN_PATH) this.giveToken(response, body);
    else await this.call(request, response, path, body);
  }

  /** A browser's log-in, which the demo user passes at once: a page with the code. */
  private authorize(request: IncomingMessage, response: ServerResponse): void {
    const query = new URL(request.url ?? '/', 'http://localhost').searchParams;
    const client = query.get('client_id') ?? query.get('app_key') ?? query.get('api_key');
    if (client !== this.exchange.sessions.user.clientId) {
      send(
        response,
        404,
        `no such client id: ${this.exchange.sessions.user.clientId} is the demo user's`,
        'text/plain',
      );
      return;
    }
    const code = this.exchange.sessions.issueCode();
    const place = `/sim/redirect?code=${code}&client=${this.exchange.sessions.user.uid}`;
    response.writeHead(302, { location: place, 'content-type': 'text/plain' });
    response.end(`code=${code}`);
  }

  private giveToken(response: ServerResponse, body: string): void {
    const { sessions } = this.exchange;
    send(response, 200, JSON.stringify(apiToken(sessions, wireObjectOf(body) ?? {}, this.strikes('refuse'))));
  }

  private async call(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    text: string,
  ): Promise<void> {
    const base = BASES.find((one) => path.startsWith(one.path));
    if (base === undefined) {
      send(response, 404, '');
      return;
    }
    if (request.method !== 'POST') {
      send(response, 405, '');
      return;
    }
    const name = path.slice(base.path.length);
    const { data, key } = callBodyOf(text);
    const session = base.auth === 'bearer' ? (bearerOf(request) ?? chartKey(name, key)) : key;
    if (!ORDER_CALLS.has(name)) {
      this.reply(response, this.replyTo(name, data, session, base.generation).reply);
      return;
    }
    if (this.strikes('lost-request')) request.socket.destroy();
    else await this.orderCall(request, response, name, this.replyTo(name, data, session, base.generation));
  }

  /** Answers and carries out an order call, in the one order or the other, or one of the two alone. */
  private async orderCall(
    request: IncomingMessage,
    response: ServerResponse,
    name: string,
    { reply, go }: OrderReply,
  ): Promise<void> {
    const carryOut = (): void => {
      go();
      this.exchange.flush();
    };
    if (this.strikes('order-drop')) this.exchange.inject('drop');
    if (this.strikes('late-order')) {
      response.once('close', carryOut);
      return;
    }
    if (this.strikes('om-first')) {
      carryOut();
      await turn();
      this.reply(response, reply);
      return;
    }
    const isSlow = name === 'PlaceOrder' && this.strikes('slow-place');
    if (name === 'PlaceOrder' && this.strikes('lost-response')) request.socket.destroy();
    else if (isSlow) setTimeout(() => this.reply(response, reply), SLOW_MS).unref();
    else if (this.strikes('order-502')) send(response, 502, BAD_GATEWAY, 'text/html');
    else if (!this.strikes('silent-order')) this.reply(response, reply);
    await turn(); // the answer is on its way before what follows from it
    carryOut();
  }

  private replyTo(
    name: string,
    data: WireObject | undefined,
    session: string | undefined,
    generation: Base['generation'],
  ): OrderReply {
    if (data === undefined) return only(refused('Invalid Input : jData is not valid json object'));
    const isOrder = ORDER_CALLS.has(name) && this.admits(session);
    return isOrder ? this.order(name, data, generation) : only(this.plain(name, data, session));
  }

  /** What is only told, and has nothing to follow. */
  private plain(name: string, data: WireObject, session: string | undefined): Reply | Refusal {
    const { sessions } = this.exchange;
    if (LOG_IN_CALLS.has(name)) {
      const isRefused = this.strikes('refuse') || this.strikes('nack-open');
      return name === 'QuickAuth'
        ? quickAuth(sessions, data, isRefused)
        : genAcsTok(sessions, data, isRefused);
    }
    if (session === undefined || !sessions.isGood(session)) return EXPIRED;
    if (this.strikes('rate-limit')) return TOO_MANY;
    if (name === 'Logout') {
      sessions.end(session);
      return {};
    }
    return this.read(name, data);
  }

  private admits(session: string | undefined): boolean {
    return session !== undefined && this.exchange.sessions.isGood(session);
  }

  private order(name: string, data: WireObject, generation: Base['generation']): OrderReply {
    const { market, sessions } = this.exchange;
    if (this.strikes('rate-limit')) return only(TOO_MANY);
    if (this.strikes('ip-refused')) return only(refused(''));
    if (data['uid'] !== sessions.user.uid) return only(refused('Invalid Input : Invalid User Id'));
    const allowsMarket = generation === 'legacy';
    if (name !== 'PlaceOrder') {
      const isRejected = this.strikes('reject-change');
      return name === 'ModifyOrder'
        ? modifyOrder(this.desk, data, allowsMarket, isRejected)
        : cancelOrder(this.desk, data, isRejected);
    }
    const troubles = {
      isRejected: this.strikes('reject'),
      isTornFill: this.strikes('partial-fill'),
    };
    return placeOrder(this.desk, market, sessions.user, data, allowsMarket, troubles);
  }

  private read(name: string, data: WireObject): Reply | Refusal {
    const { market, sessions } = this.exchange;
    switch (name) {
      case 'UserDetails':
        return { ...userDetails(sessions), uid: sessions.user.uid };
      case 'SearchScrip':
        return searchScrip(market, data);
      case 'GetSecurityInfo':
        return getSecurityInfo(market, data);
      case 'GetQuotes':
        return getQuotes(market, data);
      case 'GetIndexList':
        return getIndexList(market, data);
      case 'TPSeries':
        return tpSeries(market, this.charts, data);
      case 'EODChartData':
        return eodChartData(market, this.charts, data);
      case 'OrderBook':
        return orderBook(this.desk, sessions.user);
      case 'SingleOrdHist':
        return orderHistory(this.desk, sessions.user, data);
      case 'TradeBook':
        return tradeBook(this.desk, sessions.user);
      case 'PositionBook':
        return positionBook(this.desk, sessions.user);
      case 'Holdings':
        return NO_DATA;
      case 'Limits':
        return this.desk.account.limits();
      default:
        return refused(`Invalid Input : ${name} is not simulated`);
    }
  }

  private reply(response: ServerResponse, reply: Reply | Refusal): void {
    send(response, 200, bodyOf(reply, this.exchange.clock.now()));
  }

  private strikes(fault: FaultName): boolean {
    return this.exchange.chances.strikes(fault);
  }
}

const only = (reply: Reply | Refusal): OrderReply => ({ reply, go: () => undefined });

const chartKey = (name: string, key: string | undefined): string | undefined =>
  CHART_CALLS.has(name) ? key : undefined;

const bearerOf = (request: IncomingMessage): string | undefined =>
  /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];

const send = (response: ServerResponse, status: number, body: string, type = 'application/json'): void => {
  response.writeHead(status, { 'content-type': type });
  response.end(body);
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Undefined where it is too long. */
const bodyTextOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
};

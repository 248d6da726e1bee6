import type { IncomingMessage, ServerResponse } from 'node:http';
import * as E from 'fp-ts/lib/Either.js';
import type { Exchange } from './exchange.js';
import { isFaultName } from './fault-list.js';
import { NO_FAULTS, parseFaults } from './fault-plan.js';
import { pathOf } from './server.js';

/** What is served under `/sim/`, beside the protocol: the clock, the code of a log-in, and faults on demand. */
export class Control {
  constructor(private readonly exchange: Exchange) {}

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    switch (`${request.method ?? ''} ${pathOf(request)}`) {
      case 'GET /sim/clock':
        send(response, 200, this.exchange.clock.told());
        break;
      case 'GET /sim/redirect':
        send(response, 200, Object.fromEntries(new URL(request.url ?? '', 'http://localhost').searchParams));
        break;
      case 'POST /sim/faults':
        this.setFaults(response, (await textOf(request)).trim());
        break;
      default:
        send(response, 404, { error: 'there are GET /sim/clock, GET /sim/redirect and POST /sim/faults' });
    }
  }

  /** `drop` happens once, now; `drop:0.01` from now on; `none` ends all. */
  private setFaults(response: ServerResponse, text: string): void {
    if (isFaultName(text)) {
      this.exchange.inject(text);
      send(response, 200, { injected: text });
      return;
    }
    const { chances } = this.exchange;
    const plan = text === 'none' ? E.right(NO_FAULTS) : parseFaults(text, chances.plan);
    if (E.isLeft(plan)) {
      send(response, 400, { error: plan.left });
      return;
    }
    chances.follow(plan.right);
    send(response, 200, { rates: Object.fromEntries(plan.right.rates) });
  }
}

const MOST_CHARACTERS = 10_000;

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request as AsyncIterable<Buffer>) {
    text += chunk.toString();
    if (text.length > MOST_CHARACTERS) break;
  }
  return text;
};

const send = (response: ServerResponse, status: number, reply: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(reply));
};

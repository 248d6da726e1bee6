import { WebSocket } from 'ws';

/** A frame as the protocol page has it: an object of texts. */
export type Frame = Readonly<Record<string, string>>;

/** A client that knows the protocol page and nothing of this project. */
export class PlainClient {
  readonly frames: Frame[] = [];
  private readonly byType = new Map<string | undefined, Frame[]>();
  private readonly waiting = new Set<() => void>();
  /** The close code, once it is closed. */
  readonly closed: Promise<number>;

  private constructor(readonly socket: WebSocket) {
    socket.on('message', (data: Buffer) => {
      this.keep(JSON.parse(data.toString()) as Frame);
      for (const check of this.waiting) check();
    });
    this.closed = new Promise((resolve) => socket.on('close', resolve));
  }

  /** Opens a socket and sends nothing. */
  static open(url: string): Promise<PlainClient> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(url);
      const client = new PlainClient(socket);
      socket.on('open', () => resolve(client)).on('error', reject);
    });
  }

  /** Opens a socket and logs in, in the current dialect. */
  static async connect(url: string, token = 'demo-token', uid = 'DEMO01'): Promise<PlainClient> {
    const client = await PlainClient.open(`${url}/NorenWSAPI/`);
    client.send({ t: 'a', uid, actid: uid, source: 'API', accesstoken: token });
    await client.next('ak');
    return client;
  }

  send(frame: Frame): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** All frames of type `t` so far. */
  of(t: string): readonly Frame[] {
    return this.byType.get(t) ?? [];
  }

  private keep(frame: Frame): void {
    this.frames.push(frame);
    const alike = this.byType.get(frame['t']);
    if (alike === undefined) this.byType.set(frame['t'], [frame]);
    else alike.push(frame);
  }

  /** Resolves with the `count`th frame of type `t`, when it is there. */
  next(t: string, count = 1): Promise<Frame> {
    return this.until(() => this.of(t)[count - 1]);
  }

  /** Resolves with what `found` finds, looked for after each frame. */
  until<A>(found: () => A | undefined): Promise<A> {
    return new Promise((resolve) => {
      const check = (): void => {
        const value = found();
        if (value === undefined) return;
        this.waiting.delete(check);
        resolve(value);
      };
      this.waiting.add(check);
      check();
    });
  }

  /** Resolves when the server has answered all that was sent, and all that it sent before is here. */
  async settled(): Promise<void> {
    const answered = new Promise((resolve) => this.socket.once('pong', resolve));
    this.socket.ping();
    await answered;
  }

  close(): Promise<number> {
    this.socket.close();
    return this.closed;
  }
}

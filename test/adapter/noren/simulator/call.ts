import type { Simulator } from '../../../../src/adapter/noren/simulator/start-simulator.js';

export interface Called {
  readonly status: number;
  readonly text: string;
  /** Of text that is JSON. */
  readonly json: unknown;
}

/** A call as the reference page writes it, with the body as it is. */
export const callRaw = async (
  { port }: Simulator,
  path: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Called> => {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body, headers });
  const text = await response.text();
  return {
    status: response.status,
    text,
    json: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : undefined,
  };
};

/** A call of the current generation, with the demo token. */
export const call = async (
  simulator: Simulator,
  name: string,
  data: object = {},
  token = 'demo-token',
): Promise<unknown> =>
  (
    await callRaw(
      simulator,
      `/NorenWClientAPI/${name}`,
      `jData=${JSON.stringify({ uid: 'DEMO01', ...data })}`,
      {
        authorization: `Bearer ${token}`,
      },
    )
  ).json;

/** A call of the legacy generation. */
export const legacyCall = async (
  simulator: Simulator,
  name: string,
  data: object = {},
  token = 'demo-token',
): Promise<unknown> =>
  (
    await callRaw(
      simulator,
      `/NorenWClientTP/${name}`,
      `jData=${JSON.stringify({ uid: 'DEMO01', ...data })}&jKey=${token}`,
    )
  ).json;

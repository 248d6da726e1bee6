import { type WireObject, wireObjectOf } from '../wire-object.js';

/** The body of a call: `jData=<JSON>&jKey=<token>`, which is no form: nothing in it is decoded. */
export interface CallBody {
  /** Undefined where `jData` is no JSON object, as where a text in it has a `&`. */
  readonly data: WireObject | undefined;
  readonly key: string | undefined;
}

export const callBodyOf = (body: string): CallBody => {
  const parts = new Map(
    body.split('&').map((part) => {
      const at = part.indexOf('=');
      return [part.slice(0, at), part.slice(at + 1)] as const;
    }),
  );
  return { data: wireObjectOf(parts.get('jData') ?? ''), key: parts.get('jKey') };
};

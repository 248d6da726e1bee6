import * as E from 'fp-ts/lib/Either.js';
import type { Errors, Mixed } from 'io-ts';
import type { ConfigCodec } from '../domain/strategy.js';
import { explain } from './explain.js';

/** Decodes a strategy's settings by its codec; the problems, a line each, when they do not fit. */
export const decodeConfig = <C>(codec: ConfigCodec<C>, settings: unknown): E.Either<readonly string[], C> =>
  E.mapLeft((errors: readonly unknown[]) => explain(errors as Errors))(codec.decode(settings));

/** The settings that a strategy's codec knows, undefined when the codec does not tell (it is no object of fields). */
export const settingNames = (codec: object): readonly string[] | undefined => {
  const { props, type, types } = codec as { props?: object; type?: Mixed; types?: readonly Mixed[] };
  if (props !== undefined) return Object.keys(props);
  if (type !== undefined) return settingNames(type);
  if (types === undefined) return undefined;
  const names = types.map(settingNames);
  return names.every((known) => known !== undefined) ? names.flat() : undefined;
};

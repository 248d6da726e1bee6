import * as E from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { FillModel } from '../../domain/fill-model.js';
import type { Instrument } from '../../domain/instrument.js';
import type { Quality } from '../../domain/quality.js';
import { type EpochMs, epochMs } from '../../domain/time.js';
import { isToken } from '../../domain/token.js';
import { explain } from '../explain.js';
import { FillModelCodec } from '../fill-model.js';
import type { Setting } from '../setting.js';

/** What a recorded session was made of: with its inputs it is enough to repeat it. */
export interface SessionHeader {
  /** Version of rxtape that recorded it. */
  readonly rxtape: string;
  /** Of the pipeline; `record` of a session that has none. */
  readonly name: string;
  readonly kind: 'live' | 'paper' | 'record';
  /** The pipeline's file as it was named, and the SHA-256 of its bytes; undefined for a session without one. */
  readonly pipeline: PipelineFile | undefined;
  /** What was laid over the pipeline's own settings. */
  readonly settings: readonly Setting[];
  /** The pipeline's instruments, as the master of that day had them. */
  readonly instruments: readonly Instrument[];
  readonly quality: Quality;
  readonly broker: RecordedBroker;
  /** Of the tables that come with rxtape those that it went by; none for one that was recorded before they were named. */
  readonly tables: readonly RecordedTable[];
  /** The session's clock when its belt began. */
  readonly startAt: EpochMs;
  /** Where the ticks came from, without secrets. */
  readonly feed: string;
}

/** A table by its name below `data/`, and the SHA-256 of its bytes. */
export interface RecordedTable {
  readonly name: string;
  readonly sha256: string;
}

export interface PipelineFile {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Who answered orders: the simulated exchange that fills so, with these charges (`none`, `flat:20`); a broker out
 * there, whose answers are among the inputs; or nobody.
 */
export type RecordedBroker =
  | { readonly kind: 'simulated'; readonly charges: string; readonly fills: FillModel }
  | { readonly kind: 'routed'; readonly charges: string }
  | { readonly kind: 'none' };

/** What a session is gone on with: of its header, what may be another then. */
export type SessionCode = Pick<SessionHeader, 'rxtape' | 'pipeline' | 'settings'>;

/** It as JSON: the body of a row `resumed`. */
export const codeText = ({ rxtape, pipeline, settings }: SessionCode): string =>
  JSON.stringify({ rxtape, pipeline: pipeline ?? null, settings });

/**
 * What {@link codeText} wrote; what an older version did not write down is as it was `before`, since nothing else was
 * gone on with then. Else what is wrong with it, a line each.
 */
export const decodeCode = (json: unknown, before: SessionCode): E.Either<readonly string[], SessionCode> => {
  const decoded = ResumedWire.decode(json);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left));
  const { rxtape, pipeline = before.pipeline, settings = before.settings } = decoded.right;
  return E.right({ rxtape, pipeline: pipeline ?? undefined, settings });
};

/** The header as JSON. */
export const headerText = (header: SessionHeader): string => {
  const { pipeline, ...rest } = header;
  return JSON.stringify({ format: FORMAT, ...rest, pipeline: pipeline ?? null });
};

/** The header that parsed JSON holds; else what is wrong with it, a line each. */
export const decodeHeader = (json: unknown): E.Either<readonly string[], SessionHeader> => {
  const decoded = Wire.decode(json);
  if (E.isLeft(decoded)) return E.left(explain(decoded.left));
  const { rxtape, name, kind, pipeline, settings, instruments, quality, broker, tables, startAt, feed } =
    decoded.right;
  return E.right({
    rxtape,
    name,
    kind,
    pipeline: pipeline ?? undefined,
    settings,
    instruments: instruments.map(instrumentOf),
    quality,
    broker,
    tables: tables ?? [],
    startAt: epochMs(startAt),
    feed,
  });
};

/** Of the files of a session; another number is of another version. */
const FORMAT = 1;

const Count = t.refinement(t.number, (value) => Number.isSafeInteger(value) && value >= 0, 'Count');
const Sha256 = t.refinement(t.string, (text) => /^[0-9a-f]{64}$/.test(text), 'Sha256');
const Token = t.refinement(t.string, isToken, 'Token');
const Policy = t.keyof({ keep: null, drop: null, stop: null });

/** What an instrument does not have is left out. */
const InstrumentWire = t.intersection(
  [
    t.type({
      token: Token,
      name: t.string,
      exchange: t.string,
      symbol: t.string,
      tradingSymbol: t.string,
      kind: t.string,
      lotSize: t.number,
      multiplier: t.number,
    }),
    t.partial({
      tickSize: t.number,
      expiry: t.string,
      strike: t.number,
      optionType: t.keyof({ CE: null, PE: null }),
    }),
  ],
  'Instrument',
);

const instrumentOf = (wire: t.TypeOf<typeof InstrumentWire>): Instrument => ({
  token: wire.token,
  name: wire.name,
  exchange: wire.exchange,
  symbol: wire.symbol,
  tradingSymbol: wire.tradingSymbol,
  kind: wire.kind,
  lotSize: wire.lotSize,
  tickSize: wire.tickSize,
  multiplier: wire.multiplier,
  expiry: wire.expiry,
  strike: wire.strike,
  optionType: wire.optionType,
});

const QualityWire = t.type(
  {
    gapMs: Count,
    staleMs: Count,
    on: t.type({
      OutOfOrder: Policy,
      Duplicate: Policy,
      VolumeReset: Policy,
      ExchangeTimeBack: Policy,
      Stale: Policy,
      Gap: Policy,
      Crossed: Policy,
      Frozen: Policy,
      Suspicious: Policy,
      Conflated: Policy,
    }),
  },
  'Quality',
);

const CODE = {
  rxtape: t.string,
  pipeline: t.union([t.type({ path: t.string, sha256: Sha256 }), t.null]),
  settings: t.readonlyArray(t.type({ strategy: t.string, key: t.string, value: t.unknown })),
};
const ResumedWire = t.intersection([t.type({ rxtape: CODE.rxtape }), t.partial(CODE)], 'SessionCode');

const Wire = t.type(
  {
    ...CODE,
    format: t.literal(FORMAT),
    name: t.string,
    kind: t.keyof({ live: null, paper: null, record: null }),
    instruments: t.readonlyArray(InstrumentWire),
    quality: QualityWire,
    broker: t.union([
      t.type({ kind: t.literal('simulated'), charges: t.string, fills: FillModelCodec }),
      t.type({ kind: t.literal('routed'), charges: t.string }),
      t.type({ kind: t.literal('none') }),
    ]),
    tables: t.union([t.readonlyArray(t.type({ name: t.string, sha256: Sha256 })), t.undefined]),
    startAt: Count,
    feed: t.string,
  },
  'SessionHeader',
);

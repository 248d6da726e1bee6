import { type Command, Option } from 'commander';
import type * as E from 'fp-ts/lib/Either.js';
import { parseCount, parseLatency, parseShare, parseShares, parseSlippage } from '../codec/fill-text.js';
import { byText, latencyText, slippageText } from '../domain/fill-model-text.js';
import {
  type ByLiquidity,
  CONSERVATIVE_FILLS,
  type FillModel,
  type LatencyModel,
  type SlippageModel,
} from '../domain/fill-model.js';
import type { ChargePlan } from '../exchange/charges.js';
import type { ExchangePlan } from '../exchange/exchange-plan.js';
import { chosenExchange, type ExchangeChoice, USUAL_CHARGES } from '../run/chosen-exchange.js';
import { charges, CHARGES_TEXT, duration, orInvalid } from './option.js';

/** What commander makes of the options of {@link withFillOptions}. */
export interface FillOptions {
  readonly ideal?: true;
  readonly latency?: LatencyModel;
  readonly responseLatency?: LatencyModel;
  readonly slippage?: SlippageModel;
  readonly participation?: ByLiquidity;
  readonly extraTicks?: number;
  readonly queueShare?: number;
  readonly cancelAhead?: number;
  readonly touchProbability?: number;
  readonly volumeCap?: number;
  readonly barVolumeCap?: number;
  readonly fillStale?: number;
  /** False with `--no-exchange-checks`. */
  readonly exchangeChecks: boolean;
  readonly fillSeed?: number;
  readonly charges?: ChargePlan;
}

const USUAL = CONSERVATIVE_FILLS;

/** `command` with the options that say how the simulated exchange fills, and what it costs. */
export const withFillOptions = (command: Command): Command =>
  [
    part(
      '--latency <model>',
      'from a decision to the exchange',
      parseLatency,
      latencyText(USUAL.entryLatency),
    ),
    part('--response-latency <model>', 'and back', parseLatency, latencyText(USUAL.responseLatency)),
    part('--slippage <model>', 'what taking costs besides', parseSlippage, slippageText(USUAL.slippage)),
    part(
      '--participation <share>',
      'of a displayed size that may be taken',
      parseShares,
      byText(USUAL.participation),
    ),
    part('--extra-ticks <n>', 'beyond the book for what is left at market', parseCount, USUAL.extraTicks),
    part(
      '--queue-share <share>',
      'of the volume that traded at a resting price',
      parseShare,
      USUAL.queueShare,
    ),
    part('--cancel-ahead <share>', 'of cancellations that stood ahead', parseShare, USUAL.cancelAhead),
    part(
      '--touch-probability <share>',
      'chance of a fill when its turn comes',
      parseShare,
      USUAL.touchProbability,
    ),
    part('--volume-cap <share>', 'of the volume, where no sizes are told', parseShare, USUAL.volumeCap),
    part('--bar-volume-cap <share>', 'of the volume of bars', parseShare, USUAL.barVolumeCap),
    part('--fill-seed <n>', 'of all that is drawn', parseCount, USUAL.seed),
  ]
    .reduce((all, option) => all.addOption(option), command)
    .addOption(
      new Option('--fill-stale <length>', 'nothing trades against an older book').argParser(duration),
    )
    .option('--no-exchange-checks', 'no hours, lots, ticks, freeze quantities or price bands')
    .addOption(
      new Option('--charges <plan>', `${CHARGES_TEXT} (default: ${USUAL_CHARGES})`).argParser(charges),
    )
    .option('--ideal', 'whole fills at the touch, no latency, checks or charges, but for what is given');

/** The exchange that `options` ask for: they go before the pipeline's own, which `--ideal` leaves out. */
export const exchangeOf = (options: FillOptions): Promise<ExchangePlan> =>
  chosenExchange(exchangeChoiceOf(options));

/** The same as it was asked for. */
export const exchangeChoiceOf = (options: FillOptions): Required<ExchangeChoice> => ({
  isIdeal: options.ideal === true,
  fills: givenIn(options),
  charges: options.charges,
});

const givenIn = (options: FillOptions): Partial<FillModel> => {
  const { latency, responseLatency, fillStale, exchangeChecks, fillSeed } = options;
  const { slippage, participation, extraTicks, queueShare, cancelAhead } = options;
  const { touchProbability, volumeCap, barVolumeCap } = options;
  return {
    ...(latency === undefined ? {} : { entryLatency: latency }),
    ...(responseLatency === undefined ? {} : { responseLatency }),
    ...(slippage === undefined ? {} : { slippage }),
    ...(participation === undefined ? {} : { participation }),
    ...(extraTicks === undefined ? {} : { extraTicks }),
    ...(queueShare === undefined ? {} : { queueShare }),
    ...(cancelAhead === undefined ? {} : { cancelAhead }),
    ...(touchProbability === undefined ? {} : { touchProbability }),
    ...(volumeCap === undefined ? {} : { volumeCap }),
    ...(barVolumeCap === undefined ? {} : { barVolumeCap }),
    ...(fillStale === undefined ? {} : { staleMs: { liquid: fillStale, other: fillStale } }),
    ...(exchangeChecks ? {} : { isChecked: false }),
    ...(fillSeed === undefined ? {} : { seed: fillSeed }),
  };
};

const part = <A>(
  flags: string,
  description: string,
  parse: (text: string) => E.Either<string, A>,
  usual: string | number,
): Option =>
  new Option(flags, `${description} (default: ${usual})`).argParser((text: string) => orInvalid(parse(text)));

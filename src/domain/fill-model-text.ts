import type { ByLiquidity, FillModel, LatencyModel, SlippageModel } from './fill-model.js';

/**
 * The model in force, a line for people each: how it matches, what the latency is, what worsens prices, what bounds
 * fills. All that shapes a result is named, but for the price bands of the checks, which `report.json` tells.
 */
export const fillModelTexts = (model: FillModel): readonly string[] => {
  const latency = `latency ${latencyText(model.entryLatency)}, response ${latencyText(model.responseLatency)}`;
  const slippage = `slippage ${slippageText(model.slippage)}`;
  if (model.matching === 'touch') {
    const checks = model.isChecked ? 'checked' : 'unchecked';
    return [`ideal: whole at the touch, ${checks}, ${slippage}`, latency];
  }
  return [
    `book: participation ${byText(model.participation)}, ${model.extraTicks} extra ticks, ${slippage}`,
    `queue: share ${model.queueShare}, cancel ahead ${model.cancelAhead}, at the touch ${model.touchProbability}`,
    `volume cap ${model.volumeCap}, of bars ${model.barVolumeCap}; half-spread ${halfSpreadText(model)}`,
    `stale after ${byText(model.staleMs)} ms, checks ${model.isChecked ? 'on' : 'off'}, seed ${model.seed}`,
    latency,
  ];
};

/** `lognormal:150:50`, as the command line has it. */
export const latencyText = (model: LatencyModel): string => {
  switch (model.kind) {
    case 'fixed':
      return `fixed:${model.ms}`;
    case 'uniform':
      return `uniform:${model.fromMs}:${model.toMs}`;
    case 'lognormal':
      return `lognormal:${model.meanMs}:${model.deviationMs}`;
  }
};

/** `ticks:1`, as the command line has it. */
export const slippageText = (model: SlippageModel): string => {
  switch (model.kind) {
    case 'none':
      return 'none';
    case 'ticks':
      return `ticks:${model.ticks}`;
    case 'spread':
      return `spread:${model.share}`;
    case 'volumeShare':
      return `volumeShare:${model.impact}:${model.cap}`;
    case 'squareRoot':
      return `squareRoot:${model.factor}:${model.dailyVolatility}`;
  }
};

/** `1/0.5`: of index derivatives and of all else; one number where they are the same. */
export const byText = ({ liquid, other }: ByLiquidity): string =>
  liquid === other ? String(liquid) : `${liquid}/${other}`;

const halfSpreadText = ({ halfSpread: { ticks, share, optionShare } }: FillModel): string =>
  `${ticks}/${share}/${optionShare}`;

import type { LatencyModel } from '../../domain/fill-model.js';
import type { Draw } from '../order-stream.js';
import { fixedLatency } from './fixed.js';
import { lognormalLatency } from './lognormal.js';
import { uniformLatency } from './uniform.js';

/** How long one message takes by `model`, whole milliseconds. */
export const latencyOf = (model: LatencyModel, draw: Draw): number => {
  switch (model.kind) {
    case 'fixed':
      return fixedLatency(model.ms);
    case 'uniform':
      return uniformLatency(model.fromMs, model.toMs, draw);
    case 'lognormal':
      return lognormalLatency(model.meanMs, model.deviationMs, draw);
  }
};

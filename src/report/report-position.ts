import { inRupees } from '../domain/money.js';
import type { ReportPosition } from './report.js';
import type { OpenPosition } from './run-result.js';

/** A position as the report prints it. */
export const reportPosition = (position: OpenPosition): ReportPosition => ({
  strategy: position.strategy,
  token: position.token,
  instrument: position.instrument,
  quantity: position.quantity,
  averagePrice: position.averagePrice,
  last: position.last,
  value: inRupees(position.value),
  unrealised: inRupees(position.unrealised),
  realised: inRupees(position.realised),
  charges: inRupees(position.charges),
});

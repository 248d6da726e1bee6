import { countText } from '../domain/count-text.js';
import { type ControlSocket, controlSocket } from '../adapter/control/control-socket.js';
import { loadCalendar } from '../adapter/calendar/load-calendar.js';
import { loadInstruments } from '../adapter/master/load-instruments.js';
import type { RecordedSession } from '../adapter/recording/read-session.js';
import type { SessionRecorder } from '../adapter/recording/session-recorder.js';
import type { SessionHeader } from '../codec/recording/session-header.js';
import { UsageError } from '../domain/failure.js';
import type { Instrument } from '../domain/instrument.js';
import { sessionDayOf } from '../domain/session.js';
import { type EpochMs, epochMs } from '../domain/time.js';
import type { ChargePlan } from '../exchange/charges.js';
import type { Pipeline } from '../operator/pipeline.js';
import type { Log } from '../port/log.js';
import type { TimeSource } from '../port/time-source.js';
import { exchangeModels } from './exchange-settings.js';
import type { PipelineDefinition } from './define-pipeline.js';
import { loadPipeline } from './load-pipeline.js';
import { resolvePipeline } from './resolve-pipeline.js';
import { type SessionLogin, sessionLogin } from './session-login.js';
import type { BrokerPlan, SessionPlan } from './session-plan.js';
import { headerFor, openRecording, planRecording } from './session-recording.js';
import { settleTime } from './session-time.js';
import { StartUp } from './start-up.js';

/** All that a session needs, checked: the next thing to do is to connect. */
export interface PreparedSession {
  readonly plan: SessionPlan;
  readonly pipeline: Pipeline;
  readonly login: SessionLogin;
  readonly time: TimeSource;
  /** Where the session's clock begins, or began. */
  readonly startAt: EpochMs;
  /** Its clock at which it is ended; undefined never. */
  readonly endAt: EpochMs | undefined;
  readonly recorder: SessionRecorder | undefined;
  /** Of a session that goes on: what is recorded of it. */
  readonly past: RecordedSession | undefined;
  /** Where it can be asked and commanded, once it runs. */
  readonly control: ControlSocket | undefined;
}

/**
 * Checks what a session needs, in the order of {@link StartUp}, before any socket for it is opened. Rejects with
 * a Failure that says what to do; what was opened until then is closed.
 */
export const prepareSession = async (plan: SessionPlan, log: Log): Promise<PreparedSession> => {
  const start = new StartUp(log);
  const definition = await start.step('pipeline', () => loadPipeline(plan.path), pipelineText);
  const pipeline = await start.step(
    'instruments',
    async () => {
      const book = await loadInstruments(plan.masters);
      return resolvePipeline(definition, book, await loadCalendar([]), plan.settings);
    },
    ({ instruments }) => instrumentsText([...instruments.values()]),
  );
  const login = await start.step('credentials', () => sessionLogin(plan.feed, plan.env, log), loginText);
  let control: ControlSocket | undefined = undefined;
  try {
    const header = (at: EpochMs): SessionHeader => headerFor(plan, pipeline, login.deployment.name, at);
    const recording = await start.step(
      'recording',
      () => planRecording(plan, header(epochMs(0)), log),
      ({ said }) => said,
    );
    const time = await settleTime(start, login, plan.endAt, log);
    await start.step(
      'orders',
      () => checkedBroker(plan.broker, login, pipeline, time.now()),
      (broker) => ordersText(broker, login, pipeline),
    );
    control = await start.step('control', () => controlOf(plan, pipeline), controlText);
    const { socketUrl } = login.deployment;
    await start.step(
      'connection',
      () => socketUrl,
      () => connectionText(login, plan, pipeline),
    );
    const now = time.now();
    const endAt = plan.endAt(now);
    const startAt = recording.found?.header.startAt ?? now;
    const { recorder, past } = await openRecording(recording, plan, header(now), time, log);
    return { plan, pipeline, login, time, startAt, endAt, recorder, past, control };
  } catch (error) {
    await control?.close();
    login.simulator?.close();
    throw error;
  }
};

const controlOf = async ({ control }: SessionPlan, { name }: Pipeline): Promise<ControlSocket | undefined> =>
  control === undefined ? undefined : controlSocket(control, name);

const controlText = (control: ControlSocket | undefined): string =>
  control === undefined
    ? 'none; only a signal ends the session'
    : `rxtape status, kill, stop … at ${control.path}`;

const pipelineText = ({ name, strategies, risk }: PipelineDefinition): string =>
  `${name}: ${countText(strategies.length, 'strategy', 'strategies')} (${strategies.map((one) => one.name).join(', ')}), ${risk.length === 0 ? 'no risk rules' : `risk ${risk.map((rule) => rule.name).join(', ')}`}`;

/** So many instruments are named. */
const NAMED = 5;

const instrumentsText = (instruments: readonly Instrument[]): string => {
  const named = instruments.slice(0, NAMED).map(({ name, token }) => `${name} (${token})`);
  const more = instruments.length - named.length;
  return `${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
};

const loginText = ({ uid, deployment, simulator }: SessionLogin): string =>
  `${uid} at ${simulator === undefined ? '' : 'the simulator '}${deployment.name}`;

/** Orders to a real broker, and instruments whose charges are not known, are refused before it connects. */
const checkedBroker = (
  broker: BrokerPlan,
  { deployment, simulator }: SessionLogin,
  { instruments }: Pipeline,
  startAt: EpochMs,
): BrokerPlan => {
  if (broker.kind === 'routed' && simulator === undefined)
    throw new UsageError(
      `--broker feed sends orders to the exchange of rxtape sim alone, and ${deployment.name} is none: orders ` +
        'to real brokers are not switched on yet. Leave it out to trade on the simulated exchange',
    );
  if (broker.kind !== 'none') chargesOf(broker).for(instruments, sessionDayOf(startAt));
  return broker;
};

const ordersText = (broker: BrokerPlan, { deployment }: SessionLogin, pipeline: Pipeline): string => {
  switch (broker.kind) {
    case 'none':
      return NONE_ROUTED;
    case 'routed':
      return `to the exchange of the simulator ${deployment.name}; charges ${broker.charges.name}; none goes to a real broker`;
    case 'simulated':
      return `to the simulated exchange: ${exchangeModels(broker.exchange, pipeline).join('; ')}; none goes to a broker`;
  }
};

const chargesOf = (broker: Exclude<BrokerPlan, { readonly kind: 'none' }>): ChargePlan =>
  broker.kind === 'routed' ? broker.charges : broker.exchange.charges;

const NONE_ROUTED =
  'NONE IS ROUTED: signals are printed, every order is answered Rejected; rxtape paper trades them on a simulated exchange';

const connectionText = ({ deployment }: SessionLogin, { depth }: SessionPlan, pipeline: Pipeline): string =>
  `${deployment.name}, ${depth ? 'five levels' : 'touchline'} of ${countText(pipeline.instruments.size, 'instrument')}`;

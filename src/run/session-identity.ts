import { resolve } from 'node:path';
import type { SessionIdentity } from '../codec/control/answer.js';
import { istTextOf } from '../domain/session.js';
import type { PreparedSession } from './prepare-session.js';
import { VERSION } from './version.js';

/** Which session it is, for those that ask it over its control socket. */
export const identityOf = ({
  plan,
  pipeline,
  login,
  startAt,
  recorder,
}: Omit<PreparedSession, 'control'>): SessionIdentity => ({
  version: VERSION,
  pid: process.pid,
  kind: plan.kind,
  pipeline: pipeline.name,
  feed: login.deployment.name,
  folder: recorder === undefined ? null : resolve(recorder.folder),
  startedAt: istTextOf(startAt),
});

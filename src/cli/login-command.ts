import { Command, Option } from 'commander';
import { asyncScheduler } from 'rxjs';
import { chooseDeployment } from '../adapter/noren/choose-deployment.js';
import { ANY_BROKER, type Deployment, isPrivate } from '../adapter/noren/deployment.js';
import { type SavedSession, sessionPath } from '../adapter/noren/session-file.js';
import { UsageError } from '../domain/failure.js';
import { istTextOf } from '../domain/session.js';
import { checkSession, endSession } from '../run/check-session.js';
import { login } from '../run/login.js';
import { askOn } from './ask.js';

interface Options {
  readonly broker: string;
  readonly uid?: string;
  readonly redirect?: string;
  readonly check?: true;
  readonly logout?: true;
  readonly json?: true;
}

/** Names under which a secret might be given: refused before the value is seen by more than `ps` and a history. */
const SECRETS = [
  ['password', 'RXTAPE_PASSWORD'],
  ['otp', 'RXTAPE_OTP'],
  ['totp', 'RXTAPE_TOTP_SECRET'],
  ['totp-secret', 'RXTAPE_TOTP_SECRET'],
  ['api-secret', 'RXTAPE_API_SECRET'],
  ['secret', 'RXTAPE_API_SECRET'],
  ['secret-code', 'RXTAPE_API_SECRET'],
  ['token', 'RXTAPE_SESSION_TOKEN'],
  ['session-token', 'RXTAPE_SESSION_TOKEN'],
  ['code', undefined],
] as const;

const HELP = `
What is needed is taken from the environment and asked for where it is not there:
  RXTAPE_BROKER          shoonya, flattrade or a URL, instead of --broker
  RXTAPE_UID             user id
  RXTAPE_CLIENT_ID       Shoonya's client id, Flattrade's API key
  RXTAPE_API_SECRET      Shoonya's secret code, Flattrade's API secret, the API secret of a log-in with password
  RXTAPE_PASSWORD, RXTAPE_TOTP_SECRET or RXTAPE_OTP, RXTAPE_VENDOR_CODE (UID_U if not set)
                         for brokers and simulators with a log-in by password
  RXTAPE_SESSION_FILE    where the session is kept, instead of rxtape/session.json in the configuration folder
Secrets are never taken from the command line, which every user of the machine can read.

Examples:
  rxtape login --broker shoonya
  rxtape login --broker flattrade --redirect http://127.0.0.1:5000/
  rxtape login --check && rxtape live pipelines/momentum.ts --feed noren

Exit code 0: logged in (with --check: the broker takes the session); 1: the broker refused or was not reached;
2: wrong usage, or no session to check.`;

/** `rxtape login`. */
export const loginCommand = (): Command => {
  const command = new Command('login')
    .description('log in at a broker and keep the session in a file for live and paper')
    .option(
      '--broker <name>',
      'shoonya, flattrade, or the URL of another’s or a simulator’s socket',
      ANY_BROKER,
    )
    .option('--uid <id>', 'user id')
    .addOption(
      new Option(
        '--redirect <url>',
        'wait for the browser at this address of this machine; else its address is pasted',
      ),
    )
    .addOption(
      new Option('--check', 'ask the broker whether the session that is there is good').conflicts('logout'),
    )
    .option('--logout', 'end the session at the broker and remove the file')
    .option('--json', 'print the result as JSON, without secrets')
    .addHelpText('after', HELP)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (options: Options, { args }: Command) => {
      refuseSecrets(args);
      await run(options);
    });
  return command;
};

/** Commander would print what it does not know, a secret too. */
const refuseSecrets = (args: readonly string[]): void => {
  const [first] = args;
  if (first === undefined) return;
  const name = /^--?([a-z-]+)/.exec(first)?.[1];
  const known = SECRETS.find(([option]) => option === name);
  if (known !== undefined) {
    const [option, variable] = known;
    throw new UsageError(
      `--${option}: a secret is not taken from the command line, where every user of the machine can read it and the shell keeps it; ${variable === undefined ? 'leave it out and type it when asked' : `set ${variable}, or leave it out and type it when asked`}`,
    );
  }
  throw new UsageError(
    `login does not know ${name === undefined ? 'what stands behind its options' : `the option --${name}`}; rxtape login --help shows them`,
  );
};

const run = async (options: Options): Promise<void> => {
  const { env } = process;
  const deployment = await chooseDeployment('--broker', options.broker, env);
  if (options.logout === true) {
    await endSession(deployment, env, asyncScheduler);
    tell(options, { broker: deployment.name }, `logged out at ${deployment.name}`);
    return;
  }
  if (options.check === true) {
    const { uid, accountId } = await checkSession(deployment, env, asyncScheduler);
    const line = `${uid} is logged in at ${deployment.name}`;
    tell(options, { broker: deployment.name, uid, accountId }, line);
    return;
  }
  const session = await logIn(deployment, options);
  const path = sessionPath(env);
  tell(options, { ...told(session), sessionFile: path }, `${loginText(session)}; the session is in ${path}`);
  if (env['RXTAPE_SESSION_TOKEN'] !== undefined && env['RXTAPE_SESSION_TOKEN'] !== '') {
    process.stderr.write('RXTAPE_SESSION_TOKEN is set and goes before the file: unset it\n');
  }
};

const logIn = async (deployment: Deployment, { uid, redirect }: Options): Promise<SavedSession> => {
  if (!isPrivate(deployment.restUrl)) {
    process.stderr.write(`${deployment.name} is not encrypted: what is sent there can be read on the way\n`);
  }
  const ask = askOn(process.stdin, process.stderr);
  try {
    return await login({
      deployment,
      env: process.env,
      ask,
      uid,
      redirect,
      scheduler: asyncScheduler,
      signal: new AbortController().signal, // an interrupt ends the process
    });
  } finally {
    ask.close();
  }
};

const told = ({ broker, uid, accountId, obtainedAt, expiresAt }: SavedSession) => ({
  broker,
  uid,
  accountId,
  obtainedAt: new Date(obtainedAt).toISOString(),
  expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
});

const loginText = ({ broker, uid, expiresAt }: SavedSession): string =>
  `${uid} is logged in at ${broker} ${expiresAt === undefined ? 'until the broker ends it, over night' : `until ${istTextOf(expiresAt)}`}`;

const tell = ({ json }: Options, result: object, line: string): void =>
  void process.stdout.write(`${json === true ? JSON.stringify(result) : line}\n`);

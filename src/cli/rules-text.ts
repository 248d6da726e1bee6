import { wrap } from '../adapter/console/wrap.js';
import type { RuleFacts, RuleScope } from '../risk/rule-facts.js';

const COLUMNS = 80;
const INDENT = '    ';

/** What people are told of rules, for a terminal: a paragraph each, at most 80 columns wide. */
export const rulesText = (rules: readonly RuleFacts[]): string =>
  [...rules.map(ruleText), SCOPES, ALWAYS].join('\n\n');

const SCOPES = [
  'Any rule stands for the account unless it is written for a part of it:',
  `${INDENT}forStrategy('momentum', maxPosition(65))  that strategy's own`,
  `${INDENT}forToken('NSE:ACC-EQ', maxPosition(100))  that token's`,
].join('\n');

const ALWAYS = [
  'Always in force, by these names among the refusals:',
  `${INDENT}wellFormed      what no exchange would take`,
  `${INDENT}deliverable     to sell more for delivery than the strategy holds`,
  `${INDENT}halted          what a kill switch or a halt after losses does not let pass`,
  `${INDENT}squareOff       new intraday orders from the square-off to the session's end`,
  `${INDENT}sessionExpired  every order while the broker's log-in is no longer good`,
  `${INDENT}resumed         after a crash what is no exit, until a price has come`,
].join('\n');

const ruleText = ({ name, parameters, scopes, unit, refuses, example }: RuleFacts): string =>
  [
    `${name}(${parameters.map((parameter) => parameter.name).join(', ')})`,
    ...indented(refuses.startsWith('halts') ? refuses : `refuses ${refuses}`),
    ...parameters.flatMap((parameter) => indented(`${parameter.name}: ${parameter.meaning}`)),
    ...indented(`for: ${scopes.map((scope) => SCOPE_NAMES[scope]).join(', ')}; in ${UNIT_NAMES[unit]}`),
    `${INDENT}${example}`,
  ].join('\n');

const indented = (text: string): readonly string[] =>
  wrap(text, COLUMNS - INDENT.length).map((line) => INDENT + line);

const SCOPE_NAMES: Readonly<Record<RuleScope, string>> = {
  account: 'the account',
  strategy: 'a strategy',
  token: 'a token',
};

const UNIT_NAMES: Readonly<Record<RuleFacts['unit'], string>> = {
  units: 'units',
  rupees: 'rupees',
  orders: 'orders',
  trades: 'trades',
  ratio: 'a ratio',
  ms: 'milliseconds',
  timeOfDayMs: 'times of day, IST',
  none: 'names',
};

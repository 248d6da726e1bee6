import { Command } from 'commander';
import { RULE_CATALOGUE } from '../risk/catalogue.js';
import { rulesText } from './rules-text.js';

/** `rxtape risk`: every rule that a pipeline can list; its help shows them as well. */
export const riskCommand = (): Command =>
  new Command('risk')
    .description('list the risk rules: parameters, scope, unit, what each refuses, an example')
    .option('--json', 'print them as JSON')
    .addHelpText(
      'after',
      () => `\nRules, as a pipeline lists them in \`risk: [ … ]\`:\n\n${rulesText(RULE_CATALOGUE)}\n`,
    )
    .action(({ json }: { readonly json?: true }) => {
      const text = json === true ? JSON.stringify(RULE_CATALOGUE, null, 2) : rulesText(RULE_CATALOGUE);
      process.stdout.write(`${text}\n`);
    });

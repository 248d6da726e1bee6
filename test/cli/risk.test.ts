import { expect } from 'chai';
import { riskCommand } from '../../src/cli/risk-command.js';
import { rulesText } from '../../src/cli/rules-text.js';
import { RULE_CATALOGUE } from '../../src/risk/catalogue.js';

describe('rxtape risk', () => {
  const text = rulesText(RULE_CATALOGUE);

  it('tells of every rule its parameters, scope, unit, what it refuses and an example', () => {
    for (const { name, parameters, refuses, example } of RULE_CATALOGUE) {
      const paragraph = text.split('\n\n').find((one) => one.startsWith(`${name}(`)) ?? '';
      const words = paragraph.replaceAll(/\s+/g, ' ');

      expect(words, name).to.contain(refuses);
      for (const { name: parameter, meaning } of parameters)
        expect(words, name).to.contain(`${parameter}: ${meaning}`);
      expect(words, name).to.match(/for: the account.*; in \w+/);
      expect(paragraph.endsWith(example), name).to.equal(true);
    }
    for (const name of ['wellFormed', 'deliverable', 'halted', 'squareOff', 'sessionExpired', 'resumed'])
      expect(text).to.match(new RegExp(`^    ${name} `, 'm'));
    expect(text).to.contain("forStrategy('momentum'").and.to.contain("forToken('NSE:ACC-EQ'");
  });

  it('fits 80 columns', () => {
    expect(text.split('\n').filter((line) => line.length > 80)).to.deep.equal([]);
  });

  it('shows them in its help', () => {
    let help = '';
    riskCommand()
      .configureOutput({ writeOut: (written) => (help += written) })
      .outputHelp();

    expect(help).to.contain('Usage: risk').and.to.contain(text);
  });
});

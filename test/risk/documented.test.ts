import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { RULE_CATALOGUE } from '../../src/risk/catalogue.js';

describe('docs/risk.md', () => {
  const text = readFileSync(new URL('../../docs/risk.md', import.meta.url), 'utf8');

  it('has a row for every rule, with its example', () => {
    const rows = text.match(/^\| `\w+\(.*?\)` /gm) ?? [];

    expect(rows.map((row) => row.slice(3, -2)).sort()).to.deep.equal(
      RULE_CATALOGUE.map(({ example }) => example).sort(),
    );
  });
});

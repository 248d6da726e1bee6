import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import * as api from '../../src/index.js';
import { RULE_CATALOGUE } from '../../src/risk/catalogue.js';
import { ruleExample } from './rule-example.js';

/** Exported rules that make others, and are none. */
const COMBINATORS = ['forStrategy', 'forToken'];

describe('the catalogue of rules', () => {
  it('has every rule of the public API, and no other', async () => {
    const files = readdirSync(new URL('../../src/risk/', import.meta.url)).filter((file) =>
      file.endsWith('.ts'),
    );
    const modules = await Promise.all(
      files.map((file) => import(`../../src/risk/${file.replace('.ts', '.js')}`) as Promise<object>),
    );
    const inRisk = new Set(modules.flatMap((module) => Object.keys(module)));
    const exported = Object.keys(api).filter((name) => inRisk.has(name));

    expect(RULE_CATALOGUE.map(({ name }) => name).sort()).to.deep.equal(
      exported.filter((name) => !COMBINATORS.includes(name)).sort(),
    );
  });

  for (const facts of RULE_CATALOGUE)
    it(`tells of ${facts.name} what it is, with an example that makes it`, () => {
      const rule = ruleExample(facts.example);

      expect(rule.name.startsWith(`${facts.name}(`)).to.equal(true);
      expect(facts.refuses).not.to.equal('');
      expect(facts.scopes).to.include('account');
      if ('unit' in rule) expect(rule.unit).to.equal(facts.unit);
      const makers = api as unknown as Readonly<Record<string, (...of: readonly unknown[]) => unknown>>;
      expect(makers[facts.name]?.length).to.be.at.most(facts.parameters.length);
    });
});

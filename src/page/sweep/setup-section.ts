import type { SweepPage } from '../../report/sweep/sweep-page.js';
import { h } from '../shell/element.js';
import { countText } from '../shell/figure-text.js';
import type { Section } from '../shell/frame.js';

type Fact = readonly [name: string, value: string];

/** What would have to be the same for rows to come out the same; of each file of code and each table its hash, folded. */
export const setupSection = ({ setup, bestDigest }: SweepPage): Section => {
  const facts = Object.entries(setup);
  const hashes = facts.filter(isHash);
  return {
    id: 'setup',
    title: 'Setup',
    lead: 'What every row has in common; with its settings it is enough to get a row again.',
    content: [
      listOf([
        ...facts.filter((fact) => !isHash(fact)),
        ...(bestDigest === null ? [] : [['digest of the best row', bestDigest] as const]),
      ]),
      h(
        'details',
        { class: 'group' },
        h('summary', {}, `SHA-256 of code and tables (${countText(hashes.length)})`),
        listOf(hashes),
      ),
    ],
  };
};

const isHash = ([name]: Fact): boolean => /^(code|table) /.test(name);

const listOf = (facts: readonly Fact[]): HTMLElement =>
  h(
    'dl',
    { class: 'facts-list' },
    ...facts.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, h('code', {}, value))]),
  );

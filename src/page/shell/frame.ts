import { h, type Content } from './element.js';
import { themeButton } from './theme.js';

/** A part of the page: `id` is where the menu leads. */
export interface Section {
  readonly id: string;
  readonly title: string;
  /** A sentence below the title. */
  readonly lead?: string | undefined;
  readonly content: readonly Content[];
}

/** What stands above the parts. */
export interface Head {
  readonly title: string;
  /** A line below it: of what, on what, from when to when. */
  readonly facts: readonly string[];
}

/** Puts the page together: head, menu, the parts, and whose libraries draw it. */
export const showPage = (head: Head, sections: readonly Section[]): void => {
  document.body.replaceChildren(
    h('a', { class: 'skip', href: `#${sections[0]?.id ?? ''}` }, 'To the content'),
    h(
      'header',
      { class: 'head' },
      h(
        'div',
        { class: 'title' },
        h('p', { class: 'brand' }, 'rxtape'),
        h('h1', {}, head.title),
        h('p', { class: 'facts' }, ...head.facts.map((fact) => h('span', {}, fact))),
      ),
      themeButton(),
    ),
    h(
      'nav',
      { class: 'menu', 'aria-label': 'Parts of the page' },
      ...sections.map(({ id, title }) => h('a', { href: `#${id}` }, title)),
    ),
    h('main', {}, ...sections.map(sectionElement)),
    h(
      'footer',
      {},
      'Charts: TradingView Lightweight Charts™ (Copyright © TradingView, Inc., ',
      h('a', { href: 'https://www.tradingview.com/', rel: 'noreferrer' }, 'tradingview.com'),
      ') and Apache ECharts. Tables: Tabulator. Their licences stand in the source of this page, which asks no server for anything.',
    ),
  );
};

/** Says what went wrong in place of the page. */
export const showFailure = (error: unknown): void => {
  document.body.replaceChildren(
    h(
      'main',
      {},
      h('h1', {}, 'This page cannot be shown'),
      h('p', {}, error instanceof Error ? error.message : String(error)),
      h('p', {}, 'It needs a whole file and a browser of 2023 or later.'),
    ),
  );
};

const sectionElement = ({ id, title, lead, content }: Section): HTMLElement =>
  h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    lead === undefined ? undefined : h('p', { class: 'lead' }, lead),
    ...content,
  );

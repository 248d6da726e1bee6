import { type Content, h } from './element.js';

/** A column of a small table; figures stand right. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Content;
  readonly tone?: (row: Row) => 'gain' | 'loss' | undefined;
  /** Text stands left; a figure, which is the rule, right. */
  readonly isText?: boolean;
}

/** A table for reading, of few rows; scrolls sideways within itself where it is wider than the page. */
export const figuresTable = <Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): HTMLElement =>
  h(
    'div',
    { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h(
      'table',
      { class: 'figures' },
      h('caption', {}, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ...columns.map(({ title, isText }) =>
            h('th', { scope: 'col', class: isText === true ? 'text' : undefined }, title),
          ),
        ),
      ),
      h('tbody', {}, ...rows.map((row) => h('tr', {}, ...columns.map((column) => cellOf(column, row))))),
    ),
  );

const cellOf = <Row>({ cell, tone, isText }: Column<Row>, row: Row): HTMLElement => {
  const names = [isText === true ? 'text' : undefined, tone?.(row)].filter((name) => name !== undefined);
  return h('td', { class: names.length === 0 ? undefined : names.join(' ') }, cell(row));
};

/** What stands where there is nothing to show. */
export const nothing = (text: string): HTMLElement => h('p', { class: 'nothing' }, text);

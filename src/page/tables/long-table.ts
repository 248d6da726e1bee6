import {
  type ColumnDefinition,
  FormatModule,
  FilterModule,
  FrozenColumnsModule,
  InteractionModule,
  ResizeColumnsModule,
  SortModule,
  Tabulator,
} from 'tabulator-tables';
import 'tabulator-tables/dist/css/tabulator_simple.min.css';
import '../style/table.css';
import { h } from '../shell/element.js';
import { countText } from '../shell/figure-text.js';
import { onceSeen } from '../shell/once-seen.js';

Tabulator.registerModule([
  FilterModule,
  FormatModule,
  FrozenColumnsModule,
  InteractionModule,
  ResizeColumnsModule,
  SortModule,
]);

/** A column of a long table. */
export interface LongColumn<Row> {
  readonly field: keyof Row & string;
  readonly title: string;
  readonly text: (row: Row) => string;
  readonly widthPx: number;
  readonly tone?: (row: Row) => 'gain' | 'loss' | undefined;
  /** Figures stand right. */
  readonly isFigure?: boolean;
  /** What a row came to: on a narrow screen it stands beside the first column, where it is seen. */
  readonly isResult?: boolean;
}

/** A choice among the values of the rows; `of` is what a row has. */
export interface Choice<Row> {
  readonly label: string;
  readonly of: (row: Row) => string;
}

export interface LongTableOptions<Row> {
  /** What rows are: `trades`. */
  readonly of: string;
  /** How many rows there are. */
  readonly count: number;
  /** Made when the table is first seen. */
  readonly rows: () => readonly Row[];
  readonly columns: readonly LongColumn<Row>[];
  readonly choices: readonly Choice<Row>[];
  /** By which column it is sorted at first, the newest or largest at the top. */
  readonly sortedBy: keyof Row & string;
  /** What a row opens; rows open nothing where it is left out. */
  readonly onOpen?: (row: Row) => void;
}

/** A table of very many rows: searched, narrowed down, sorted; a row that opens something does by a click or by Enter. */
export const longTable = <Row extends object>(options: LongTableOptions<Row>): HTMLElement => {
  const { of, count, columns, choices } = options;
  const search = h('input', { type: 'search', placeholder: `Search ${of}`, 'aria-label': `Search ${of}` });
  const pickers = choices.map((choice) => ({
    choice,
    select: h('select', { 'aria-label': choice.label, hidden: true }),
  }));
  const shown = h('output', { class: 'shown' }, `${countText(count)} ${of}`);
  const place = h('div', { class: 'long' });

  onceSeen(place, () => {
    const rows = options.rows();
    for (const { choice, select } of pickers) fillPicker(select, choice, rows);
    const texts = new Map<Row, string>();
    const textOf = (row: Row): string => {
      const known =
        texts.get(row) ??
        columns
          .map(({ text }) => text(row))
          .join(' ')
          .toLowerCase();
      texts.set(row, known);
      return known;
    };
    const table = tableIn(place, options, rows);
    const narrow = (): void => {
      const words = search.value
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      const asked = pickers.filter(({ select }) => select.value !== '');
      table.setFilter(
        (row: Row) =>
          asked.every(({ choice, select }) => select.value === valueOf(choice.of(row))) &&
          words.every((word) => textOf(row).includes(word)),
      );
    };
    table.on('dataFiltered', (_filters, left) => {
      shown.textContent =
        left.length === count
          ? `${countText(count)} ${of}`
          : `${countText(left.length)} of ${countText(count)} ${of}`;
    });
    search.addEventListener('input', narrow);
    for (const { select } of pickers) select.addEventListener('change', narrow);
  });
  return h(
    'div',
    { class: 'panel' },
    h('div', { class: 'tools' }, search, ...pickers.map(({ select }) => select), shown),
    place,
  );
};

/** Offers the values that there are; of one there is nothing to choose. */
const fillPicker = <Row>(
  select: HTMLSelectElement,
  { label, of }: Choice<Row>,
  rows: readonly Row[],
): void => {
  const values = [...new Set(rows.map(of))].sort();
  select.hidden = values.length < 2;
  select.replaceChildren(
    h('option', { value: '' }, `${label}: all`),
    ...values.map((value) => h('option', { value: valueOf(value) }, value === '' ? '(none)' : value)),
  );
};

/** A choice may be of nothing, which is not the choice of all. */
const valueOf = (value: string): string => `=${value}`;

/** Where a table that is no wider than this is first seen, its result stands second. */
const NARROW_PX = 640;

const placed = <Row>(columns: readonly LongColumn<Row>[], isNarrow: boolean): readonly LongColumn<Row>[] => {
  const [first, ...others] = columns;
  if (!isNarrow || first === undefined) return columns;
  const isResult = (column: LongColumn<Row>): boolean => column.isResult === true;
  return [first, ...others.filter(isResult), ...others.filter((column) => !isResult(column))];
};

const ROW_PX = 34;
const HEAD_PX = 40;
const MOST_PX = 460;

const tableIn = <Row extends object>(
  place: HTMLElement,
  { columns, sortedBy, onOpen }: LongTableOptions<Row>,
  rows: readonly Row[],
): Tabulator =>
  new Tabulator(place, {
    data: [...rows],
    height: Math.min(MOST_PX, HEAD_PX + ROW_PX * Math.max(2, rows.length) + 4),
    rowHeight: ROW_PX,
    layout: 'fitColumns',
    placeholder: 'Nothing matches.',
    initialSort: [{ column: sortedBy, dir: 'desc' }],
    columns: placed(columns, place.clientWidth <= NARROW_PX).map((column, i): ColumnDefinition => ({
      field: column.field,
      title: column.title,
      frozen: i === 0, // rows keep their name while they are scrolled sideways
      sorter: isNumeric(rows, column.field) ? 'number' : 'string', // by itself it guesses before there are rows
      minWidth: column.widthPx,
      hozAlign: column.isFigure === true ? 'right' : 'left',
      headerHozAlign: column.isFigure === true ? 'right' : 'left',
      formatter: (cell) => {
        const row = cell.getData() as Row;
        const text = column.text(row);
        if (i === 0 && onOpen !== undefined)
          return h(
            'button',
            {
              type: 'button',
              class: 'open',
              click: (event) => {
                event.stopPropagation();
                onOpen(row);
              },
            },
            text,
          );
        return h('span', { class: column.tone?.(row), title: text }, text);
      },
      cellClick: (_event, cell) => onOpen?.(cell.getData() as Row),
    })),
  });

const isNumeric = <Row>(rows: readonly Row[], field: keyof Row): boolean => {
  const known = rows.map((row) => row[field]).filter((value) => value !== null && value !== undefined);
  return known.length > 0 && known.every((value) => typeof value === 'number');
};

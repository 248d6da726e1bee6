import { h } from './element.js';

/** Colours of the theme in force, for what is drawn on canvases. */
export interface Palette {
  readonly surface: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
  readonly accent: string;
  readonly gain: string;
  readonly loss: string;
  /** For lines side by side: told apart in both themes, and by people who see few colours. */
  readonly series: readonly string[];
}

const dark = matchMedia('(prefers-color-scheme: dark)');
const listeners: (() => void)[] = [];
let isChosen = false;

const isDark = (): boolean => document.documentElement.dataset['theme'] === 'dark';

const show = (theme: 'dark' | 'light'): void => {
  document.documentElement.dataset['theme'] = theme;
  for (const listener of listeners) listener();
};

const showSystems = (): void => {
  if (!isChosen) show(dark.matches ? 'dark' : 'light');
};
dark.addEventListener('change', showSystems);
showSystems();

/** Read anew at each call: a theme may have been chosen since. */
export const palette = (): Palette => {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    surface: colour('surface'),
    ink: colour('ink'),
    muted: colour('muted'),
    line: colour('line'),
    accent: colour('accent'),
    gain: colour('gain'),
    loss: colour('loss'),
    series: Array.from({ length: 8 }, (_, i) => colour(`series-${i + 1}`)),
  };
};

/** Calls `listener` whenever another theme is in force. */
export const onTheme = (listener: () => void): void => {
  listeners.push(listener);
};

/** The button between dark and light; until it is pressed the system's choice holds. */
export const themeButton = (): HTMLButtonElement => {
  const button = h('button', { type: 'button', class: 'theme' });
  const label = (): void => {
    const other = isDark() ? 'light' : 'dark';
    button.textContent = isDark() ? '☀' : '☾';
    button.setAttribute('aria-label', `Switch to the ${other} theme`);
    button.title = `Switch to the ${other} theme`;
  };
  button.addEventListener('click', () => {
    isChosen = true;
    show(isDark() ? 'light' : 'dark');
  });
  onTheme(label);
  label();
  return button;
};

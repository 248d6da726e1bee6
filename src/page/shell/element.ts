/** What an element may hold: text is shown as it is, whatever it says. Undefined is nothing. */
export type Content = Node | string | undefined;

type Attributes = Readonly<Record<string, string | boolean | undefined | ((event: Event) => void)>>;

/**
 * An element of the page. A function is a listener (`click`), true an attribute without a value, undefined and
 * false none. Nothing is ever read as HTML.
 */
export const h = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (typeof value === 'string') element.setAttribute(name, value);
  }
  element.append(...content.filter((one) => one !== undefined));
  return element;
};

/** Id of the element with what the page is drawn from. */
const DATA = 'data';

/** The data that the page was made with. Rejects where the page was cut off, or the browser cannot inflate. */
export const pageData = <A>(): Promise<A> => inflated(document.getElementById(DATA));

/**
 * More of it, that the element `id` holds: read when it is first asked for. To be called before the page is drawn in
 * place of it.
 */
export const laterData = <A>(id: string): (() => Promise<A>) => {
  const element = document.getElementById(id);
  let read: Promise<A> | undefined;
  return () => (read ??= inflated<A>(element));
};

/** JSON, deflated (zlib), in base64. */
const inflated = async <A>(element: HTMLElement | null): Promise<A> => {
  const binary = atob(element?.textContent ?? '');
  const bytes = new Uint8Array(binary.length); // a loop, since Uint8Array.from takes ten times as long
  for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
  const json = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return (await new Response(json).json()) as A;
};

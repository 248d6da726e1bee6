/** Id of the element that holds the page's data: JSON, deflated (zlib), in base64. */
const DATA = 'data';

/** The data that the page was made with. Rejects where the page was cut off, or the browser cannot inflate. */
export const pageData = async <A>(): Promise<A> => {
  const text = document.getElementById(DATA)?.textContent ?? '';
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const json = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate'));
  return (await new Response(json).json()) as A;
};

import { createHash } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { PageBundle } from './page-bundle.js';

/**
 * One HTML file that holds all that it shows: the program, its styles, and `data` as JSON, deflated, in base64, which
 * can neither end its element nor be run. Its content security policy runs that program alone and lets nothing be
 * asked for over a network. `title` is plain text; `later` is more data, by the id of its element, which the page reads
 * when it is asked for it.
 */
export const pageHtml = (
  { script, style }: PageBundle,
  title: string,
  data: unknown,
  later: Readonly<Record<string, unknown>> = {},
): string => {
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    "style-src 'unsafe-inline'", // chart and table libraries set styles on elements
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const elements = Object.entries({ data, ...later })
    .map(([id, value]) => `<script type="text/plain" id="${id}">${packed(value)}</script>`)
    .join('\n');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<noscript>This page draws itself with JavaScript, which is switched off here.</noscript>
${elements}
<script>${script}</script>
</body>
</html>
`;
};

const packed = (data: unknown): string => deflateSync(JSON.stringify(data)).toString('base64');

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? '');

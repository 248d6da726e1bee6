/**
 * The body of a REST call: `jData=` with `fields` as JSON, and `&jKey=` where the session token goes in the body.
 * The server cuts the text at every `&` and decodes nothing, so one inside the JSON is written `\u0026`, which is
 * JSON for the same character.
 */
export const encodeRestBody = (fields: Readonly<Record<string, string>>, jKey: string | undefined): string =>
  `jData=${JSON.stringify(fields).replaceAll('&', '\\u0026')}${jKey === undefined ? '' : `&jKey=${jKey}`}`;

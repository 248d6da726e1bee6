/** Characters of a frame that are kept of one that could not be decoded. */
const LONGEST = 400;

/** Keys whose values let another in, wherever a server may repeat them. */
const SECRET =
  /("(?:accesstoken|susertoken|usertoken|access_token|refresh_token|token_id|jkey|pwd|password|appkey|factor2)"\s*:\s*)"[^"]*"?/gi;

/** A frame as it came, for people: at most 400 characters of it, control characters as `\u…`, and no secret. */
export const rawText = (text: string): string => {
  const clean = text.slice(0, 2 * LONGEST).replaceAll(SECRET, '$1"[secret]"');
  const shown = JSON.stringify(clean.slice(0, LONGEST)).slice(1, -1).replaceAll('\\"', '"');
  return text.length <= LONGEST ? shown : `${shown}… (${text.length} characters)`;
};

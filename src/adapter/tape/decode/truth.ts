/** Whether a cell says yes. */
export const isTrue = (text: string): boolean => text === '1' || /^\s*(?:1|true|y|yes)\s*$/i.test(text);

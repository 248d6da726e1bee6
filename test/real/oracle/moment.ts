const HOUR_MS = 3_600_000;

/** Hours that the clocks of a place are ahead of UTC on the days of the real sets. */
export const IST = 5.5;
/** Winter; no day of the option sets is in summer time. */
export const NEW_YORK_WINTER = -5;
export const NEW_YORK_SUMMER = -4;

/** `2025-12-29 12:47:02.553384` on clocks so many hours ahead, epoch ms, the fraction cut to ms. */
export const clockMoment = (text: string, hoursAhead: number): number => {
  const match = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{3})\d*)?$/.exec(text);
  if (match === null) throw new Error(`no moment: ${text}`);
  const [year, month, day, hour, minute, second, ms] = match.slice(1).map((part) => Number(part));
  return (
    Date.UTC(year ?? NaN, (month ?? NaN) - 1, day, hour, minute, second) +
    (match[7] === undefined ? 0 : (ms ?? NaN)) -
    hoursAhead * HOUR_MS
  );
};

/** `32820000` ms since midnight of `20190101` on clocks so many hours ahead. */
export const ofMidnight = (date: string, ms: string, hoursAhead: number): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8))) +
  Number(ms) -
  hoursAhead * HOUR_MS;

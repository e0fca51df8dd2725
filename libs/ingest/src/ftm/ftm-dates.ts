const date = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ][\d:.+Z-]*)?)?)?$/;

/** A date of FollowTheMoney as EDTF, without its time of day; null where it is none: 2014-02-30. */
export function ftmDate(text: string): string | null {
  const [, year, month, day] = date.exec(text.trim()) ?? [];
  if (!year) return null;
  if (month && (Number(month) < 1 || Number(month) > 12)) return null;
  if (day && new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day)) return null;
  return [year, month, day].filter(Boolean).join('-');
}

/** The one date that all of these say, the most exact of them; null where they say none or several. */
export function agreedDate(texts: readonly string[]): string | null {
  const dates = texts.flatMap((text) => ftmDate(text) ?? []).sort((a, b) => b.length - a.length);
  const [exact] = dates;
  return exact !== undefined && dates.every((each) => exact.startsWith(each)) ? exact : null;
}

/** From when to when, as EDTF; a blank end is not known. Null where neither is, or where it would end before it begins. */
export function periodOf(starts: readonly string[], ends: readonly string[]): string | null {
  const [start, end] = [agreedDate(starts), agreedDate(ends)];
  if (!start && !end) return null;
  if (start && end && end < start && !start.startsWith(end)) return null;
  return `${start ?? ''}/${end ?? ''}`;
}

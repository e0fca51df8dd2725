const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

function oneDate(text: string): string | null {
  const [, day, month, year] = /^(?:(\d{1,2}) )?(?:([A-Z][a-z]{2}) )?(\d{4})$/.exec(text) ?? [];
  if (!year) return null;
  if (!month) return day ? null : year;
  const number = months.indexOf(month) + 1;
  if (number === 0) return null;
  return [year, String(number).padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-');
}

/** A date as OFAC writes it, as EDTF: "10 Dec 1948" → 1948-12-10, "circa 1965" → 1965~, "1966 to 1967" → 1966/1967; null for anything else. */
export function ofacDate(text: string): string | null {
  const [from, to] = text.split(' to ');
  if (to !== undefined) {
    const [first, last] = [oneDate(from!), oneDate(to)];
    return first && last ? `${first}/${last}` : null;
  }
  const [, about, plain] = /^(circa )?(.+)$/.exec(text)!;
  const date = oneDate(plain!);
  return date && (about ? `${date}~` : date);
}

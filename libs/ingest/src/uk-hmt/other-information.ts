export interface Information {
  numbers: { scheme: string; value: string }[];
  /** Why the party is listed, in the list's words. */
  reasons: string[];
  rest: string[];
}

const schemeOf: Record<string, string> = { 'uk sanctions list ref': 'uk-sanctions-list-ref', 'un ref': 'un-reference' };
const words = /\s*\(([A-Z][A-Za-z /]{2,40})\):\s*/;

/** "(UK Sanctions List Ref):AQD0183 (UN Ref):QDi.263. Also referred to as …": numbers, reasons, and what is neither. */
export function informationIn(text: string): Information {
  const information: Information = { numbers: [], reasons: [], rest: [] };
  const [before = '', ...parts] = text.split(words);
  information.rest.push(before);
  for (let i = 0; i < parts.length; i += 2) {
    const [label, said] = [parts[i]!, (parts[i + 1] ?? '').trim()];
    const scheme = schemeOf[label.toLowerCase()];
    const [, number, after = ''] = scheme ? (/^([A-Za-z]+[\d.]*\d+)\.?\s*(.*)$/s.exec(said) ?? []) : [];
    if (scheme && number) {
      information.numbers.push({ scheme, value: number });
      information.rest.push(after);
    } else if (/statement of reasons/i.test(label)) information.reasons.push(said);
    else information.rest.push(`(${label}): ${said}`);
  }
  const [unReference, value] = /\bUN Ref:? ([A-Z]{2}[a-z]\.\d+)/.exec(before) ?? [];
  if (unReference && value) information.numbers.push({ scheme: 'un-reference', value });
  information.rest = information.rest.map((each) => each.trim()).filter(Boolean);
  return information;
}

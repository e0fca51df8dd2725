import { createHash } from 'node:crypto';
import type { Stance, Status } from '@linchpin/vocabulary';
import type { Previewed, PreviewedFact } from './preview.queries.js';
import { kindInWords } from './properties.js';

const style = `body{font:13px/1.4 system-ui,sans-serif;margin:8px;color:#1b1b1f;background:#fff}
h1{font-size:15px;margin:0}p{margin:2px 0;color:#55555c}ul{margin:6px 0;padding-left:16px}li{margin-bottom:4px}
b{font-weight:600}.contested b{color:#8a1c1c}`;

/** For the content security policy: this style and nothing else. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character]!);

const verbs: Record<Stance, string> = {
  ASSERTS: 'says',
  CONFIRMS: 'confirms',
  DENIES: 'denies it',
  DECLINES_TO_CONFIRM: 'does not confirm it',
  NO_COMMENT: 'does not comment',
  DOUBTS: 'doubts it',
  WITHDRAWS: 'took it back',
};
const contested: readonly Status[] = ['DISPUTED', 'DENIED', 'UNCONFIRMED'];

const longest = 160;
const shortened = (text: string): string => escape(text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

function itemOf({ label, status, voices }: PreviewedFact): string {
  const said = voices.map(({ claimant, stance, document }) => `${shortened(claimant)} ${verbs[stance]} (${shortened(document)})`);
  const mark = contested.includes(status) ? ' class="contested"' : '';
  return `<li${mark}><b>${status.toLowerCase()}</b>: ${shortened(label)} — ${said.join('; ')}</li>`;
}

const pageWith = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head><body>${body}</body></html>`;

/** A small page without scripts. Whatever comes from the database is escaped. */
export function previewPage({ id, label, kind, names, identifiers, facts, total }: Previewed): string {
  const others = [...new Set(names)].filter((name) => name !== label);
  const aliases = others.slice(0, 6).map(shortened).join(' · ');
  const numbers = identifiers.map(({ scheme, value }) => shortened(`${scheme} ${value}`)).join(' · ');
  const more = total > facts.length ? `<p>and ${total < 1_000 ? total - facts.length : 'many'} more facts</p>` : '';
  return pageWith(
    shortened(label),
    `<h1>${shortened(label)}</h1><p>${kindInWords(kind)} · ${escape(id)}</p>` +
      (aliases ? `<p>also ${aliases}${others.length > 6 ? ' …' : ''}</p>` : '') +
      (numbers ? `<p>${numbers}</p>` : '') +
      (facts.length ? `<ul>${facts.map(itemOf).join('')}</ul>${more}` : '<p>Nothing is said of it yet.</p>'),
  );
}

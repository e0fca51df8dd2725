import { previewPage } from './preview-page.js';
import type { Previewed } from './preview.queries.js';

const hostile = '<script>alert(1)</script>"\'><img src=x onerror=alert(2)>';
const entity: Previewed = {
  id: 'x',
  label: 'Example',
  kind: 'SanctionsRegime',
  names: ['Example', 'Beispiel'],
  identifiers: [{ scheme: 'lei', value: '5493' }],
  facts: [
    {
      label: 'Example responsible for an attack',
      status: 'DENIED',
      voices: [
        { claimant: 'Pyongyang', stance: 'DENIES', document: 'ZEIT ONLINE' },
        { claimant: 'Washington', stance: 'ASSERTS', document: 'ZEIT ONLINE' },
      ],
    },
  ],
  total: 3,
};

describe('a preview', () => {
  it('says who says what where, and who denies it', () => {
    const page = previewPage(entity);
    expect(page).toContain('Sanctions regime');
    expect(page).toContain('also Beispiel');
    expect(page).toContain(
      '<b>denied</b>: Example responsible for an attack — Pyongyang denies it (ZEIT ONLINE); Washington says (ZEIT ONLINE)',
    );
    expect(page).toContain('and 2 more facts');
  });

  it('shows whatever stands in the database as text', () => {
    const page = previewPage({
      ...entity,
      id: hostile,
      label: hostile,
      names: [hostile, hostile + 2],
      identifiers: [{ scheme: hostile, value: hostile }],
      facts: [{ label: hostile, status: 'ASSERTED', voices: [{ claimant: hostile, stance: 'ASSERTS', document: hostile }] }],
    });
    expect(page.replace(/<\/?(html|head|meta|title|style|body|h1|p|ul|li|b)( [^<>]*)?>|<!doctype html>/g, '')).not.toMatch(/[<>]/);
    expect(page).toContain('&lt;script&gt;');
  });
});

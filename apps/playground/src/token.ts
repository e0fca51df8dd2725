const placeholder = 'Bearer lp_paste-your-token-here';

/** What the headers pane of a tab that writes holds until somebody pastes a token. */
export const placeholderHeaders = JSON.stringify({ authorization: placeholder }, null, 2);

/** The headers pane's JSON with this token in it, its other headers kept; what is no JSON object is replaced. */
export function headersWithToken(pane: string, token: string): string {
  const authorization = `Bearer ${token.trim().replace(/^bearer\s+/i, '')}`;
  return JSON.stringify({ ...headersOf(pane), authorization }, null, 2);
}

function headersOf(pane: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(pane);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
    return Object.fromEntries(Object.entries(value).filter(([name]) => name.toLowerCase() !== 'authorization'));
  } catch {
    return {};
  }
}

/** Leaves out the placeholder: a wrong token is refused even for reading, no token only for writing. */
export function headersToSend(headers: Record<string, unknown>): Record<string, string> {
  const filled = Object.entries(headers).filter(([, value]) => value !== placeholder);
  return Object.fromEntries(filled.map(([name, value]) => [name, String(value)]));
}

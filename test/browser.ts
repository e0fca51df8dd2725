import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';

/** Debian's browser unless LINCHPIN_CHROMIUM names another one. */
const executablePath = process.env.LINCHPIN_CHROMIUM ?? '/usr/bin/chromium';

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const here = new Set(['127.0.0.1', 'localhost', '[::1]']);

export interface Browser {
  page: Page;
  /** Ends the browser and removes its profile. */
  close(): Promise<void>;
  /** Addresses on other hosts that the page asked for; none of them was let through. */
  foreignRequests: string[];
  /** What the page wrote to the console as an error, and errors that nothing caught. */
  consoleErrors: string[];
}

/** A browser with a new profile that reaches this machine only. Throws where there is no Chromium. */
export async function openBrowser(options: { width?: number; height?: number; dark?: boolean } = {}): Promise<Browser> {
  const { width = 1280, height = 800, dark = false } = options;
  const profile = await mkdtemp(join(tmpdir(), 'linchpin-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
  });
  const foreignRequests: string[] = [];
  const consoleErrors: string[] = [];
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    if (here.has(url.hostname)) return route.continue();
    foreignRequests.push(url.href);
    return route.abort();
  });
  const page = context.pages()[0] ?? (await context.newPage());
  page.on('console', (message) => void (message.type() === 'error' && consoleErrors.push(message.text())));
  page.on('pageerror', (error) => void consoleErrors.push(error.message));
  const close = async () => {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  };
  return { page, close, foreignRequests, consoleErrors };
}

/** The panes of the playground, by the end of the address that the editor gives their text. */
type Pane = 'operation.graphql' | 'variables.json' | 'request-headers.json' | 'response.json';
interface EditorModel {
  uri: { path: string };
  getValue(): string;
  setValue(text: string): void;
}
type EditorWindow = typeof globalThis & { __MONACO?: { editor: { getModels(): EditorModel[] } } };

/** Opens the playground of the server at `url` and waits until a query can be typed. A fragment is `#query=…&variables=…`; another path leads there. */
export async function openPlayground(page: Page, url: string, fragment = '', path = '/playground/'): Promise<void> {
  // The playground itself may be open: a new fragment alone would not load it again.
  await page.goto('about:blank');
  await page.goto(`${url}${path}${fragment}`);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

export const tabNames = (page: Page): Promise<string[]> => page.locator('.graphiql-tab-button').allInnerTexts();
export const frontTab = (page: Page): Promise<string> => page.locator('.graphiql-tab-active .graphiql-tab-button').innerText();

/** Brings the tab to the front that is named after this operation. */
export const pickTab = (page: Page, operation: string): Promise<void> => page.locator(`.graphiql-tab-button[title="${operation}"]`).click();

/** The whole text of a pane, read from the editor's model: its DOM holds only the lines in view. */
export function paneText(page: Page, pane: Pane): Promise<string> {
  return page.evaluate((end) => {
    const models = (globalThis as EditorWindow).__MONACO?.editor.getModels() ?? [];
    return models.find(({ uri }) => uri.path.endsWith(end))?.getValue() ?? '';
  }, pane);
}

/** Replaces what stands in the variables or headers pane by this value as JSON. */
export async function fillPane(page: Page, pane: 'variables' | 'headers', value: Record<string, unknown>): Promise<void> {
  await page.locator(`.graphiql-editor-tools button[data-name="${pane}"]`).click();
  const end: Pane = pane === 'headers' ? 'request-headers.json' : 'variables.json';
  const text = JSON.stringify(value);
  // Set as a paste would: typed text is completed with closing quotes and brackets.
  await page.evaluate(
    ({ end, text }) => {
      const models = (globalThis as EditorWindow).__MONACO?.editor.getModels() ?? [];
      models.find(({ uri }) => uri.path.endsWith(end))?.setValue(text);
    },
    { end, text },
  );
}

export const setHeaders = (page: Page, headers: Record<string, string>): Promise<void> => fillPane(page, 'headers', headers);

/** Runs the operation of the front tab, with the button or with Ctrl+Enter in the query, and gives back the result pane's text. */
export async function runOperation(page: Page, how: 'button' | 'keys' = 'button'): Promise<string> {
  if (how === 'button') await page.locator('button.graphiql-execute-button').click();
  else {
    await page.locator('.graphiql-query-editor .view-lines').click();
    await page.keyboard.press('Control+Enter');
  }
  return nextResult(page);
}

/** Starting an operation empties the result pane at once, so the next text in it is the answer. */
async function nextResult(page: Page): Promise<string> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    const text = await paneText(page, 'response.json');
    if (text !== '') return text;
    if (Date.now() > giveUpAt) throw new Error('The playground showed no result within 20 s.');
    await page.waitForTimeout(50);
  }
}

import { emptyGraph } from './support/database.js';
import { TestServer } from './support/server.js';
import { openBrowser, openPlayground, paneText, pickTab, runOperation, setHeaders, tabNames } from './browser.js';

type Browser = Awaited<ReturnType<typeof openBrowser>>;

describe('the playground in a browser that reaches no other host', () => {
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    await (await emptyGraph()).close();
    server = await TestServer.start();
    browser = await openBrowser();
    await openPlayground(browser.page, server.url);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it('greets with the name of the product and the questions in tabs', async () => {
    expect(await browser.page.title()).toBe('Linchpin playground');
    expect(await tabNames(browser.page)).toEqual(expect.arrayContaining(['WhoGivesAccess', 'WhatIsDenied', 'AddAFact']));
  });

  it('runs a preloaded question: TransTelecom, and the words that it rests on', async () => {
    const result = await runOperation(browser.page, 'keys');
    expect(result).toContain('TransTelecom');
    expect(result).toContain('zweiten Internetzugang eröffnet');
  });

  it('tells somebody without a token how to get one', async () => {
    await pickTab(browser.page, 'AddASource');
    expect(await runOperation(browser.page)).toContain('token create');
  });

  it('adds a source and a fact with the token, and the fact is there', async () => {
    const headers = { authorization: `Bearer ${server.token}` };
    await setHeaders(browser.page, headers);
    expect(await runOperation(browser.page)).toContain('note-on-north-korea-s-network');
    await pickTab(browser.page, 'AddAFact');
    await setHeaders(browser.page, headers);
    const result = await runOperation(browser.page);
    expect(result).toContain('TransTelecom carries traffic share of North Korea');
    expect(result).toContain('"status": "ASSERTED"');
    const { facts } = await server.data<{ facts: { totalCount: number } }>('{ facts(filter: {claimant: "n38"}) { totalCount } }');
    expect(facts.totalCount).toBe(1);
    await pickTab(browser.page, 'WhoGivesAccess');
  });

  it('opens a saved question by its link, with the clocks pinned, and answers it', async () => {
    await pickTab(browser.page, 'SaveAQuestion');
    await setHeaders(browser.page, { authorization: `Bearer ${server.token}` });
    expect(await runOperation(browser.page)).toContain('/q/kp-dependence-2017');
    await openPlayground(browser.page, server.url, '', '/q/kp-dependence-2017');
    const query = await paneText(browser.page, 'operation.graphql');
    expect(query).toMatch(/^# On whom did North Korea depend/);
    expect(query).toMatch(/validAt: "2017-10-02"\s+recordedAt: "\d{4}-|validAt: "2017-10-02", recordedAt: "\d{4}-/);
    expect(await runOperation(browser.page)).toContain('"hhi": 0.52');
  });

  it('asked no other host for anything and reported no error of its own', () => {
    expect(browser.foreignRequests).toEqual([]);
    expect(browser.consoleErrors.filter((line) => !line.includes('401'))).toEqual([]);
  });
});

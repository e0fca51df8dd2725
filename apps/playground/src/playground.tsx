import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { GraphiQL, GraphiQLInterface } from 'graphiql';
import { useEffect } from 'react';
import { askServer } from './fetcher.js';
import { questions } from './questions.js';
import { dropTabsIfAsked, storage } from './storage.js';
import { linkedTab, openTabs } from './tabs.js';
import { WelcomeBar } from './welcome-bar.js';

const plugins = [DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })];

dropTabsIfAsked();
const opened = openTabs(questions, storage, linkedTab(location.hash));
const inFront = opened.tabs[opened.active];
// The link has become a tab: kept in the address, it would come back as a new tab once that one is edited.
if (location.hash) history.replaceState(null, '', location.pathname);
window.addEventListener('hashchange', () => linkedTab(location.hash) && location.reload());

/** The questions begin with sentences, which should not run out of sight. */
function WrappedLines() {
  const editors = useGraphiQL(({ queryEditor, variableEditor, headerEditor }) => [queryEditor, variableEditor, headerEditor]);
  useEffect(() => editors.forEach((editor) => editor?.updateOptions({ wordWrap: 'on', wrappingIndent: 'indent' })), [editors]);
  return null;
}

/** GraphiQL always starts on the first tab; its editors were given the content of this one. */
function FrontTab({ index }: { index: number }) {
  const actions = useGraphiQLActions();
  useEffect(() => actions.changeTab(index), [actions, index]);
  return null;
}

export function Playground() {
  return (
    <GraphiQLProvider
      fetcher={askServer}
      storage={storage}
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      defaultTabs={opened.tabs}
      initialQuery={inFront?.query}
      initialVariables={inFront?.variables ?? ''}
      initialHeaders={inFront?.headers ?? ''}
      shouldPersistHeaders={false}
    >
      <FrontTab index={opened.active} />
      <WrappedLines />
      <HistoryStore maxHistoryLength={50}>
        <DocExplorerStore>
          <WelcomeBar />
          <main>
            <GraphiQLInterface defaultEditorToolsVisibility="variables" showPersistHeadersSettings={false}>
              <GraphiQL.Logo>{null}</GraphiQL.Logo>
            </GraphiQLInterface>
          </main>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}

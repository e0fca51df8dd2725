import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, type ChangeEvent } from 'react';
import { questions } from './questions.js';
import { sameTab, withTokenPlace, type TabContent } from './tabs.js';

/** The first comment line of a document, which asks its question in plain words. */
const inPlainWords = ({ query }: TabContent): string => /^#\s*(.+)$/m.exec(query)?.[1] ?? 'A question';

/** Lists the preloaded questions in full and brings the chosen one to the front, in a new tab where its own was closed or edited. */
export function QuestionPicker() {
  const actions = useGraphiQLActions();
  const tabs = useGraphiQL((state) => state.tabs);
  const front = useGraphiQL((state) => state.activeTabIndex);
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const headerEditor = useGraphiQL((state) => state.headerEditor);
  const chosen = questions.findIndex((question) => sameTab(question, tabs[front]));

  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [front, tabs.length]);

  function inNewTab(question: TabContent): void {
    const { query, variables, headers = null } = withTokenPlace(question);
    actions.addTab();
    actions.updateActiveTabValues({ query, variables, headers });
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables ?? '');
    headerEditor?.setValue(headers ?? '');
  }

  function choose(event: ChangeEvent<HTMLSelectElement>): void {
    const question = questions[Number(event.target.value)];
    if (!question) return;
    const there = tabs.findIndex((tab) => sameTab(question, tab));
    if (there >= 0) actions.changeTab(there);
    else inNewTab(question);
  }

  return (
    <select className="questions" aria-label="Preloaded questions" value={chosen} onChange={choose}>
      <option value={-1} disabled>
        {`Choose one of ${questions.length} questions`}
      </option>
      {questions.map((question, index) => (
        <option key={question.query} value={index}>
          {inPlainWords(question)}
        </option>
      ))}
    </select>
  );
}

import { useRef } from 'react';
import { QuestionPicker } from './question-picker.js';
import { reloadWithoutTabs } from './storage.js';
import { TokenDialog } from './token-dialog.js';

const docsButton = '.graphiql-sidebar button[aria-label="Show Documentation Explorer"]';
const question = 'Close all tabs and open the preloaded questions again? What you wrote in your own tabs is lost.';

/** GraphiQL keeps the width of its side pane to itself, so its own button is pressed. */
function openDocs(): void {
  document.querySelector<HTMLButtonElement>(docsButton)?.click();
}

function resetTabs(): void {
  if (window.confirm(question)) reloadWithoutTabs();
}

export function WelcomeBar() {
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <header className="welcome">
      <h1>
        <img src={`${import.meta.env.BASE_URL}favicon.svg`} alt="" width="24" height="24" />
        Linchpin
      </h1>
      <p>Who said what about sanctions, corporate ties and alleged cyberattacks, and in which words.</p>
      <QuestionPicker />
      <nav aria-label="Playground">
        <button type="button" onClick={() => dialog.current?.showModal()}>
          Add a token
        </button>
        <button type="button" onClick={openDocs}>
          Open docs
        </button>
        <button type="button" onClick={resetTabs}>
          Reset tabs
        </button>
      </nav>
      <TokenDialog dialog={dialog} />
    </header>
  );
}

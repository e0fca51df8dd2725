import { useGraphiQL } from '@graphiql/react';
import type { RefObject, SubmitEvent } from 'react';
import { headersWithToken } from './token.js';

const headersButton = '.graphiql-editor-tools button[data-name="headers"]';

/** Says what a token is for and puts one into the headers pane of the tab in front, where GraphiQL sends it from. */
export function TokenDialog({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const headerEditor = useGraphiQL((state) => state.headerEditor);

  function showHeaders(): void {
    dialog.current?.close();
    document.querySelector<HTMLButtonElement>(headersButton)?.click();
  }

  function takeToken(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const token = new FormData(event.currentTarget).get('token');
    if (typeof token === 'string' && token.trim()) headerEditor?.setValue(headersWithToken(headerEditor.getValue(), token));
    event.currentTarget.reset();
    showHeaders();
  }

  return (
    <dialog ref={dialog} className="token" aria-labelledby="token-title">
      <h2 id="token-title">Add a token</h2>
      <p>Reading needs none. To add facts, ask whoever runs this server for a token; it begins with “lp_”.</p>
      <form onSubmit={takeToken}>
        <label htmlFor="token">Token</label>
        <input id="token" name="token" type="password" autoComplete="off" spellCheck={false} placeholder="lp_…" />
        <p className="small">
          It goes into the <strong>Headers</strong> pane of the tab in front, below the query, where you can also type it. It is sent to
          this server only and is forgotten when you close or reload the page. A wrong token is refused even for reading: empty the pane to
          read without one.
        </p>
        <div className="choices">
          <button type="submit" className="main-choice">
            Use in this tab
          </button>
          <button type="button" onClick={showHeaders}>
            Show the headers pane
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}

import './workers.js';
import { createRoot } from 'react-dom/client';
import { Playground } from './playground.js';
import '@graphiql/react/font/fira-code.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import '@graphiql/plugin-explorer/style.css';
import 'graphiql/graphiql.css';
import './playground.css';

const root = document.getElementById('root');
if (root) createRoot(root).render(<Playground />);

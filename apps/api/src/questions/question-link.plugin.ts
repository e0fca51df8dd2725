import type { FastifyInstance } from 'fastify';
import { InputError } from '../errors.js';
import type { QuestionsService } from './questions.service.js';

export const questionRoute = '/q/:name';

/** Leads from /q/<name> to the playground with the question in it, every clock pinned. Where reading needs a token, it asks for it there. */
export function registerQuestionLinks(app: FastifyInstance, questions: QuestionsService, { open }: { open: boolean }): void {
  app.get<{ Params: { name: string } }>(questionRoute, async ({ params: { name } }, reply) => {
    if (!open)
      return reply.redirect(
        playgroundWith(`query Saved($name: ID!) {\n  savedQuestion(name: $name) { about cited { query variables } }\n}`, { name }),
      );
    const kept = await questions.find(name);
    if (!kept) throw new InputError('NOT_FOUND', `No question is saved as "${name.slice(0, 100)}". savedQuestions lists them all.`);
    const { query, variables } = questions.cited(kept);
    const heading = [
      `${kept.about ?? kept.name}`,
      `Saved as "${kept.name}" on ${kept.savedAt.slice(0, 10)}; the clocks are pinned to that moment.`,
    ];
    return reply.redirect(
      playgroundWith(`${heading.map((line) => `# ${line.replaceAll(/[\r\n]+/g, ' ')}\n`).join('')}${query}`, variables),
    );
  });
}

function playgroundWith(query: string, variables: Record<string, unknown>): string {
  const hash = new URLSearchParams({ query, ...(Object.keys(variables).length ? { variables: JSON.stringify(variables, null, 2) } : {}) });
  return `/playground/#${hash.toString()}`;
}

import {
  badges,
  itemGrades,
  kindNames,
  kinds,
  modalities,
  predicateEntry,
  predicateNames,
  qualifierEntry,
  qualifierNames,
  sourceGrades,
  stances,
  statuses,
  temporalKinds,
  voices,
} from '@linchpin/vocabulary';

const code = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(' ');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
const words = (entries: Record<string, string>): string =>
  table(
    ['Word', 'Meaning'],
    Object.entries(entries).map(([word, about]) => [`\`${word}\``, about]),
  );

/** Kinds that stand together often enough to be told by one word. */
const kindsInWords = (list: readonly string[]): string => (list.length === kindNames.length ? 'any' : list.join(', '));

function predicateRow(name: (typeof predicateNames)[number]): string[] {
  const { about, from, to, value, qualifiers = [], inverse, symmetric } = predicateEntry(name);
  const back = symmetric ? ' (both ways)' : inverse ? ` ⇄ \`${inverse}\`` : '';
  const target = [to && kindsInWords(to), value && `*${value}*`].filter(Boolean).join(', ');
  return [`\`${name}\`${back}`, about, kindsInWords(from), target, code(qualifiers)];
}

/** VOCABULARY.md: all that can be said, from the table in libs/vocabulary. */
export const vocabularyPage = (): string => `# Vocabulary

What can be said in the knowledge base. Generated from \`libs/vocabulary\` by \`npm run generate\`; edit the table there.

## Kinds of entity

${table(
  ['Kind', 'Meaning', 'FollowTheMoney', 'STIX 2.1'],
  kindNames.map((kind) => [`\`${kind}\``, kinds[kind].about, kinds[kind].ftm ?? '–', kinds[kind].stix ?? '–']),
)}

## Predicates

Read "subject *predicate* object". ⇄ names the same fact from the object's side; a value stands in italics.

${table(['Predicate', 'Meaning', 'Subject', 'Object or value', 'Qualifiers'], predicateNames.map(predicateRow))}

## Qualifiers

${table(
  ['Qualifier', 'Meaning', 'Type'],
  qualifierNames.map((name) => [
    `\`${name}\``,
    qualifierEntry(name).about,
    qualifierEntry(name).oneOf ? code(qualifierEntry(name).oneOf ?? []) : qualifierEntry(name).type,
  ]),
)}

## Attestations

### Stance

${words(stances)}

### Modality

${words(modalities)}

### Voice

${words(voices)}

### Grade

NATO Admiralty code (STANAG 2022): a letter for the source, a digit for the item.

${words({ ...sourceGrades, ...Object.fromEntries(Object.entries(itemGrades)) })}

## What is worked out of a fact

### Status

${words(statuses)}

### Badges

${words(badges)}

### Temporal kind

${words(temporalKinds)}
`;

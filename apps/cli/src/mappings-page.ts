import {
  bodsOfKind,
  ftmSchemaOf,
  inWords,
  isRelation,
  kindNames,
  kinds,
  mappingOf,
  predicateEntry,
  predicateNames,
  type Kind,
  type Predicate,
} from '@linchpin/vocabulary';

const code = (text: string): string => `\`${text}\``;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n');
const nothing = '–';

const isThing = (kind: Kind): boolean => !['Sanction', null].includes(ftmSchemaOf(kind));

function ftmOf(predicate: Predicate): string {
  const { ftm } = mappingOf(predicate);
  if (ftm) return ftm.includes(' ') ? ftm : code(ftm);
  const { from, to = [] } = predicateEntry(predicate);
  if (ftm === null || !from.some(isThing) || !to.some(isThing)) return nothing;
  return `${code('UnknownLink:subject>object')}, role "${predicate === 'responsibleFor' ? 'alleged responsibility' : inWords(predicate)}"`;
}

function stixOf(predicate: Predicate): string {
  const { stix } = mappingOf(predicate);
  if (!isRelation(predicate)) return stix ? code(stix) : code('note');
  const type = stix ?? inWords(predicate).toLowerCase().replaceAll(' ', '-');
  return type.startsWith('<') ? `relationship ${code(type.slice(1))}, from the object to the subject` : `relationship ${code(type)}`;
}

function stixOfKind(kind: Kind): string {
  const { stix } = kinds[kind];
  if (stix === 'extension') return code(`linchpin-${inWords(kind).toLowerCase().replaceAll(' ', '-')}`);
  return kind === 'State' ? `${stix}, location` : stix;
}

const bodsOf = (predicate: Predicate): string => {
  const { bods } = mappingOf(predicate);
  return bods ? code(bods) : nothing;
};

/** What is said of a fact, beside its ends, and what of that each format keeps. */
const kept: readonly (readonly [what: string, ftm: string, stix: string, bods: string])[] = [
  ['Who says it', '–', '`created_by_ref`, or an `opinion` for each of several', '`source.assertedBy`'],
  ['A denial', '`status`: "denied by …"', '`opinion`: strongly-disagree', 'an annotation'],
  ['A doubt', '`status`: "doubted by …"', '`opinion`: disagree', 'an annotation'],
  ['That somebody declines to confirm', '`status`: "not confirmed by …"', '`opinion`: neutral', 'an annotation'],
  ['The source', '`sourceUrl`, `publisher`, `proof`; a dataset for each', '`external_references`; a `report`', '`source` of the first one'],
  ['The quote', '–', '`description`, `content`, and `explanation` of an opinion', '–'],
  ['That nobody states it as fact', '`status`: "judged so by …"', '`description`, `content`', 'an annotation'],
  ['The place in the source', '`recordId`', '–', '–'],
  ['Voice, hedge, chain, origin', '–', '–', '–'],
  ['The grade', '–', '`confidence`, by the digit of the item only: 1 → 90, 2 → 70, 3 → 50, 4 → 30, 5 → 10, 6 → none', '–'],
  [
    'Valid time',
    '`startDate`, `endDate` or `date`, as far as a prefix of ISO 8601 says it',
    '`start_time`, `stop_time` for exact days, in UTC; as written in our extension',
    '`startDate`, `endDate` for exact days',
  ],
  ['Published and recorded time', '–', 'recorded: `created`, `modified`', 'published: `statementDate`'],
  ['A share', '`percentage` of an Ownership, a range as text; elsewhere `summary`', 'in our extension', '`share`: exact, or its bounds'],
  ['Qualifiers', '`role`, `percentage`, dates of a sanction; the rest in `summary`', 'in our extension', '`interests`'],
  [
    'A number or a language of a name',
    'numbers whose property takes them; no languages',
    '`external_references`; no languages',
    '`identifiers`; no languages',
  ],
];

/** docs/mappings.md: what the vocabulary becomes in the formats that leave. */
export const mappingsPage = (): string => `# What leaves, and as what

How kinds and predicates are told in FollowTheMoney 4.11, STIX 2.1 and BODS 0.4, and what gets lost. Generated from \`libs/vocabulary\` by
\`npm run generate\`. Each export ends with a report of what it could not carry, by kind and count.

## Rules of all three

- A fact that nobody affirms, because there are only denials, doubts or declines, is left out and counted: without its stance it would become a claim.
- A value that is denied, disputed or only possible is left out and counted where the format has no place for that. A tie is kept, with the denial,
  or with "held possible by …", beside it.
- What happened at some time within a span gets neither of its ends as its own date.
- Who is held responsible for an attack is never exported as its organiser. In FollowTheMoney it is an UnknownLink with the role "alleged
  responsibility", and who denies it in the role; leaving it out would hide the denial too.
- The text of a source never leaves; a quote has at most 200 characters.

## Kinds

In FollowTheMoney a tie to a kind without a schema is left out and counted; a regime gives program and authority to its sanctions. A state is a
PublicBody, since what owns and acts there must be a LegalEntity. Types \`linchpin-…\` of STIX come from the extension definition in the bundle.

${table(
  ['Kind', 'FollowTheMoney', 'STIX 2.1', 'BODS 0.4'],
  kindNames.map((kind) => [code(kind), ftmSchemaOf(kind) ?? kinds[kind].ftm ?? nothing, stixOfKind(kind), bodsOfKind[kind] ?? nothing]),
)}

## Predicates

\`Ownership:asset>owner\` is an entity of its own with the subject as asset and the object as owner. Where the ends do not fit it, the tie is an
UnknownLink. A bare word is a property of the subject; \`note\` is an object of STIX about the subject.

${table(
  ['Predicate', 'FollowTheMoney', 'STIX 2.1', 'BODS 0.4'],
  predicateNames.map((predicate) => [code(predicate), ftmOf(predicate), stixOf(predicate), bodsOf(predicate)]),
)}

## What is said of a fact

${table(['', 'FollowTheMoney', 'STIX 2.1', 'BODS 0.4'], kept)}
`;

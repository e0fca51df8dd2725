import {
  kindNames,
  modalities,
  predicateEntry,
  predicateNames,
  qualifierEntry,
  qualifierNames,
  stances,
  temporalKinds,
  textPolicies,
  voices,
  type Kind,
  type Predicate,
  type QualifierName,
} from '@linchpin/vocabulary';
import { CellError, flag, number, oneOf, several, text, whole, type ReadCell } from './cell.js';

/** A column of a table from which entities, documents or facts are read. */
export interface Column {
  name: string;
  about: string;
  /** Where its value stands in the input of the operation. */
  path: readonly string[];
  read: ReadCell;
  required?: true;
  example?: string;
}

const column = (
  name: string,
  about: string,
  path: readonly string[],
  read: ReadCell,
  rest: Pick<Column, 'required' | 'example'> = {},
): Column => ({
  name,
  about,
  path,
  read,
  ...rest,
});
const required = (example: string) => ({ required: true as const, example });

const idOf = (kind: Kind): string => `id-of-a-${kind.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase()}`;

function named(part: string): { text: string; lang?: string } {
  const [, words = part, lang] = /^(.*?)@([A-Za-z0-9-]{2,35})$/.exec(part) ?? [];
  return lang ? { text: words.trim(), lang } : { text: part };
}

function identified(part: string): { scheme: string; value: string } {
  const at = part.indexOf(':');
  if (at < 1 || at === part.length - 1) throw new CellError(`holds "${part}", not a scheme and a value such as imo:9182722.`);
  return { scheme: part.slice(0, at).trim(), value: part.slice(at + 1).trim() };
}

export const entityColumns: Column[] = [
  column('kind', `One of ${kindNames.join(', ')}.`, ['kind'], oneOf(kindNames), required('Company')),
  column('label', 'The name that it is best known by.', ['label'], text(300), required('Example Telecom')),
  column('id', 'Left empty: made from the name.', ['id'], text(80), { example: 'example-telecom' }),
  column('names', 'Further names, parted by |, each with its language after @.', ['names'], several(named), {
    example: 'Пример Телеком@ru | ExTel',
  }),
  column('identifiers', 'Numbers and codes with their schemes, parted by |.', ['identifiers'], several(identified), {
    example: 'asn:64496',
  }),
];

export const documentColumns: Column[] = [
  column('title', 'Its title. Give a title, a URL or both.', ['title'], text(500), { example: 'An example' }),
  column('url', 'Where it is on the web.', ['url'], text(2000), { example: 'https://example.org/an-example' }),
  column('publisher', 'Id of the publisher.', ['publisher'], text(100), required(idOf('MediaOutlet'))),
  column('publishedAt', 'When it came out, as EDTF.', ['publishedAt'], text(100), { example: '2017-10-01' }),
  column('lang', 'Language as BCP 47.', ['lang'], text(35), { example: 'en' }),
  column('textPolicy', `One of ${Object.keys(textPolicies).join(', ')}.`, ['textPolicy'], oneOf(Object.keys(textPolicies))),
  column('id', 'Left empty: made from the title.', ['id'], text(80)),
  column('note', 'A remark.', ['note'], text(1000)),
];

const values: Record<'number' | 'date' | 'text', Column[]> = {
  number: [
    column('exact', 'The number, where it is exact; a share in percent.', ['value', 'exact'], number, { example: '51' }),
    column('approx', 'The number, where the source says "about".', ['value', 'approx'], number),
    column('lower', 'At least.', ['value', 'lower'], number),
    column('upper', 'At most.', ['value', 'upper'], number),
    column('lowerQual', 'How the lower bound is meant.', ['value', 'lowerQual'], text(50)),
    column('upperQual', 'How the upper bound is meant.', ['value', 'upperQual'], text(50)),
    column('qualitative', 'Where there is no number: FEW, MOST.', ['value', 'qualitative'], text(50)),
    column('remainderOf', 'Id of the fact that leaves this of the whole.', ['value', 'remainderOf'], text(100)),
    column('unit', 'The unit; % for a share.', ['value', 'unit'], text(50)),
  ],
  date: [column('valueDate', 'The date, as EDTF.', ['value', 'date'], text(100), { example: '2009-09-25' })],
  text: [column('valueText', 'The text.', ['value', 'text'], text(1000), { example: 'Example' })],
};
const verbatim = column('verbatim', 'The words of the source for the value.', ['value', 'verbatim'], text(200));

function qualifierColumn(name: QualifierName): Column {
  const { about, type, of, oneOf: words } = qualifierEntry(name);
  const ids = of ? ` Id of ${of.join(' or ')}.` : ' Id.';
  const reads: Record<typeof type, ReadCell> = {
    entity: text(100),
    entities: several(),
    text: words ? oneOf(words) : text(500),
    integer: whole,
    boolean: flag,
    date: text(100),
  };
  const more = words
    ? ` One of ${words.join(', ')}.`
    : type.startsWith('entit')
      ? `${type === 'entities' ? ' Parted by |.' : ''}${ids}`
      : '';
  return column(name, `${about}${more}`, ['qualifiers', name], reads[type]);
}

const when: Column[] = [
  column('validTime', 'When it is so, as EDTF: 2017-10-01/.. since that day. Left empty: not known.', ['validTime'], text(100), {
    example: '2017-10-01/..',
  }),
  column(
    'temporalKind',
    `One of ${Object.keys(temporalKinds).join(', ')}; left empty: STATE.`,
    ['temporalKind'],
    oneOf(Object.keys(temporalKinds)),
  ),
  column('earliestStart', 'It did not begin before.', ['bounds', 'earliestStart'], text(100)),
  column('latestStart', 'It had begun by then.', ['bounds', 'latestStart'], text(100)),
  column('earliestEnd', 'It still held then.', ['bounds', 'earliestEnd'], text(100)),
  column('latestEnd', 'It was over by then.', ['bounds', 'latestEnd'], text(100)),
  column('boundsBasis', 'What in the source entails these.', ['bounds', 'basis'], text(500)),
  column('label', 'The proposition in a few words; left empty: made from its parts.', ['label'], text(300)),
  column('background', 'true: background to other material, shown only when a lens asks for it.', ['background'], flag),
];

const said = (name: string, about: string, read: ReadCell, rest: Pick<Column, 'required' | 'example'> = {}, path = [name]): Column =>
  column(name, about, ['attestation', ...path], read, rest);

const whoSays: Column[] = [
  said('document', 'Id of the document.', text(100), required(idOf('Document'))),
  said('claimant', 'Id of who says it: not the paper that reports it.', text(100), required(idOf('Person'))),
  said('chain', 'Ids from the origin to the publisher, parted by |; left empty: the claimant, then the publisher.', several()),
  said('origin', 'Key of the origin: the same for what goes back to one.', text(100)),
  said('wire', 'Id of the agency whose text it is.', text(100)),
  said('unnamedOrigin', 'true: the claimant does not name whom it has it from.', flag),
  said('stance', `One of ${Object.keys(stances).join(', ')}; left empty: ASSERTS.`, oneOf(Object.keys(stances)), { example: 'ASSERTS' }),
  said('modality', `One of ${Object.keys(modalities).join(', ')}; left empty: FACTUAL.`, oneOf(Object.keys(modalities))),
  said('voice', `One of ${Object.keys(voices).join(', ')}.`, oneOf(Object.keys(voices)), required('ATTRIBUTED')),
  said('hedge', 'Hedging words, letter for letter.', text(200)),
  said('assertedAt', 'When it was said, as EDTF, if not on the day of publication.', text(100)),
  said(
    'quote',
    'The words of the source, letter for letter, at most 200 characters.',
    text(10_000),
    { example: 'The words of the source.' },
    ['quote', 'exact'],
  ),
  said('quotePrefix', 'What stands before them, where they occur more than once.', text(200), {}, ['quote', 'prefix']),
  said('quoteSuffix', 'What stands after them.', text(200), {}, ['quote', 'suffix']),
  said('quoteStart', "Offset of their first character in the document's text.", whole, {}, ['quote', 'start']),
  said('quoteLang', "Language as BCP 47; left empty: the document's.", text(35), {}, ['quote', 'lang']),
  said('translation', 'The words in another language.', text(400), {}, ['quote', 'translation']),
  said('translationLang', 'That language; left empty: en.', text(35), {}, ['quote', 'translationLang']),
  said('locator', 'Where in the document: a sentence, page or record.', text(200)),
  said('note', 'A remark.', text(1000)),
  said('grade', 'Admiralty code such as B2; left empty: F6.', text(2), { example: 'F6' }),
];

const ends = (from: readonly Kind[], to: readonly Kind[]): { subject: Column; object: Column } => ({
  subject: column('subject', `Id of ${from.join(' or ')}.`, ['subject'], text(100), required(idOf(from[0] ?? 'Company'))),
  object: column('object', `Id of ${to.join(' or ')}.`, ['object'], text(100), { example: idOf(to[0] ?? 'State') }),
});

/** The columns of a table of facts with this predicate. */
export function columnsOf(predicate: Predicate): Column[] {
  const { from, to, value, qualifiers = [] } = predicateEntry(predicate);
  const { subject, object } = ends(from, to ?? []);
  return [
    column('predicate', predicateEntry(predicate).about, ['predicate'], oneOf(predicateNames), required(predicate)),
    subject,
    ...(to ? [{ ...object, required: true as const }] : []),
    ...(value ? [...values[value === 'share' || value === 'quantity' ? 'number' : value], verbatim] : []),
    ...qualifiers.map(qualifierColumn),
    ...when,
    ...whoSays,
  ];
}

/** All columns that a table of facts may have, whatever its predicates. */
export const factColumns: Column[] = [
  column('predicate', `One of ${predicateNames.join(', ')}.`, ['predicate'], oneOf(predicateNames)),
  ...Object.values(ends(kindNames, kindNames)),
  ...Object.values(values).flat(),
  verbatim,
  ...qualifierNames.map(qualifierColumn),
  ...when,
  ...whoSays,
];

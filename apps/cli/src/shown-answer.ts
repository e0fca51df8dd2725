import { bareSchema, elementOf, fieldsOf, idsIn, metaOf, namesOf, type Analysis, type Answer, type Comparison } from '@linchpin/analyses';
import type { Graph } from '@linchpin/graph';
import { stringify } from 'yaml';
import { z } from 'zod';

/** An answer for a person to read: YAML with the names of entities and facts beside their ids, then what differs from another answer. */
export async function shownAnswer(graph: Graph, { gives }: Analysis, answer: Answer, comparison: Comparison | null): Promise<string> {
  const ids = [...idsIn(gives, answer, 'Entity'), ...idsIn(gives, answer, 'Fact')];
  const changedFacts = comparison ? [...comparison.factsBefore, ...comparison.factsAfter] : [];
  const names = await namesOf(graph, [...ids, ...changedFacts]);
  const name = (id: string) => names.get(id) ?? id;
  const parts: unknown[] = [named(gives, answer, name)];
  if (comparison)
    parts.push({
      differences: comparison.differences.map(lineOf),
      'facts that only the other answer rests on': comparison.factsBefore.map(name),
      'facts that only this answer rests on': comparison.factsAfter.map(name),
    });
  return parts.map((part) => stringify(part, { lineWidth: 0 })).join('\n');
}

function lineOf({ path, before, after }: Comparison['differences'][number]): string {
  if (before === null) return `+ ${path}: ${after}`;
  return after === null ? `- ${path}: ${before}` : `~ ${path}: ${before} → ${after}`;
}

/** The value with names in the place of ids; what is empty is left out, but for what is not known. */
function named(schema: z.core.$ZodType, value: unknown, name: (id: string) => string): unknown {
  const inner = bareSchema(schema);
  if (value === null || value === undefined) return 'not known';
  if (metaOf(inner).reads) return name(value as string);
  const element = elementOf(inner);
  if (element) return (value as unknown[]).map((each) => named(element, each, name));
  if (!(inner instanceof z.ZodObject)) return value;
  const fields = fieldsOf(inner).map(([key, field]) => [key, named(field, (value as Answer)[key], name)] as const);
  return Object.fromEntries(fields.filter(([, each]) => !(Array.isArray(each) && each.length === 0)));
}

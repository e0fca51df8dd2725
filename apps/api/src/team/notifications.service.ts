import { Injectable } from '@nestjs/common';
import { momentsOfOthers, newsBetween, standpointOf, type News, type Standpoint } from '@linchpin/facts';
import { Graph } from '@linchpin/graph';
import type { RequestContext } from '../access/identity.js';
import { InputError } from '../errors.js';
import { QuestionsService, type Kept } from '../questions/questions.service.js';
import { transitions } from '../questions/transitions.js';
import { ofTeam } from './follow.resolver.js';
import { afterChange, amongAnswers, compare, placeOfNews, type Place } from './place.js';

/** So many changes are looked at in one call, which bounds what it costs; and so many where somebody comes without a cursor. */
export const mostLookedAt = 2_000;
const lookedAtFirst = 1_000;
/** Of one question: in halves, enough for some changes of its answer among those looked at. */
const mostAsks = 26;
const mostTransitions = 10;

export interface Told {
  news: News[];
  /** All is told up to here. */
  upTo: Place;
  /** There are changes that were not looked at. */
  more: boolean;
}

/** What is new to a person: worked out from changes and remarks when it is asked for, so that nothing has to be kept for each. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly graph: Graph,
    private readonly questions: QuestionsService,
  ) {}

  /** All that is new after a place, in order, as far as one call looks. @param after null: what the last changes tell */
  async after(given: Place | null, context: RequestContext): Promise<Told> {
    const { id, name } = context.identity!;
    const standpoint = await standpointOf(this.graph, { id, name }, ofTeam(context.identity!));
    const { last } = standpoint;
    const after = given ?? afterChange(Math.max(0, last - lookedAtFirst));
    const to = Math.min(last, after.number + mostLookedAt);
    const answers = await this.answersBetween(after, to, standpoint, context);
    const changes = await newsBetween(this.graph, after.number - 1, answers.upTo, standpoint);
    const news = [...answers.news, ...changes]
      .map((each) => ({ each, place: placeOfNews(each) }))
      .filter(({ place }) => compare(place, after) > 0 && place.number <= answers.upTo)
      .sort((a, b) => compare(a.place, b.place))
      .map(({ each }) => each);
    const upTo = answers.upTo > after.number ? afterChange(answers.upTo) : last < after.number ? after : afterChange(after.number);
    return { news, upTo, more: answers.upTo < last };
  }

  /** Where answers to followed questions changed. `upTo` is before `to` where one changed so often that not all was found. */
  private async answersBetween(after: Place, to: number, standpoint: Standpoint, context: RequestContext) {
    const found: { number: number; question: string }[] = [];
    let upTo = to;
    for (const { name, since } of standpoint.questions) {
      const kept = await this.questions.find(name);
      if (!kept) continue;
      const answerAt = (number: number) => this.answerAfter(kept, number, context);
      const bounds = { most: mostTransitions, asks: mostAsks };
      const within = amongAnswers(after) ? await transitions(Math.max(since, after.number - 1), after.number, answerAt, bounds) : null;
      const later = await transitions(Math.max(since, after.number), to, answerAt, bounds);
      if (since < to) upTo = Math.min(upTo, Math.max(later.upTo, after.number));
      for (const { number } of [...(within?.found ?? []), ...later.found]) found.push({ number, question: name });
    }
    const moments = await momentsOfOthers(this.graph, [...new Set(found.map(({ number }) => number))], standpoint);
    const news = found.flatMap(({ number, question }): News[] => {
      const at = moments.get(number);
      const text = `The answer to "${question}" is another one.`;
      return at === undefined
        ? []
        : [{ number, at, kind: 'ANSWER_CHANGED', fact: null, entity: null, comment: null, question, about: question, text }];
    });
    return { news, upTo };
  }

  /** As text. A question that this person may not ask, or that could not be answered then, has the refusal as its answer. */
  private async answerAfter(kept: Kept, number: number, context: RequestContext): Promise<string> {
    try {
      return JSON.stringify(await this.questions.answerAfter(kept, number, context));
    } catch (error) {
      if (error instanceof InputError && error.code === 'BAD_INPUT') return error.message;
      throw error;
    }
  }
}

import type { Activity } from 'botbuilder';
import type { House } from './house';

interface Feedback {
  readonly actionName?: unknown;
  readonly actionValue?: { readonly reaction?: unknown };
}

/** Counts a thumb up or down; what a person wrote beside it is not kept. */
export function rate({ value }: Activity, { metrics, log }: House): object {
  const { actionName, actionValue } = (value ?? {}) as Feedback;
  const reaction = actionValue?.reaction;
  if (actionName === 'feedback' && (reaction === 'like' || reaction === 'dislike')) {
    metrics.count('feedback', { reaction });
    log('info', 'feedback', { reaction });
  }
  return {};
}

import type { TurnContext } from 'botbuilder';
import { localeOf } from '../activity';
import type { House } from '../house';
import { report } from '../report';
import { diagnoseMessage, goOn } from './diagnose';
import { failed, notFound } from './dialog';
import { searchKnownIssues } from './search';

/** The message extension: *Diagnose this message* and *Search known issues*; null for a call that is not ours. */
export async function extension(context: TurnContext, house: House): Promise<object | null> {
  const { name } = context.activity;
  const value = (context.activity.value ?? {}) as { readonly commandId?: unknown };
  try {
    if (name === 'composeExtension/query' && value.commandId === 'searchKnownIssues')
      return await searchKnownIssues(context, house);
    if (value.commandId !== 'diagnoseMessage') return null;
    if (name === 'composeExtension/fetchTask') return await diagnoseMessage(context, house);
    return name === 'composeExtension/submitAction' ? await goOn(context, house) : null;
  } catch (failure) {
    const lang = localeOf(context.activity) ?? 'ja';
    const id = report(house, failure);
    return name === 'composeExtension/query' ? notFound(lang, id, house) : failed(lang, id, house);
  }
}

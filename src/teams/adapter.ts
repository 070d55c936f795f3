import { type Activity, CloudAdapter, type ConversationReference, type TurnContext } from 'botbuilder';
import type { BotFrameworkAuthentication } from 'botframework-connector';

/** What an HTTP caller is answered. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** The Bot Framework's adapter with every failed authentication as a bare 401; the SDK itself answers some of them with 500
 *  and the reason (forged signature, `alg` none). */
export class SafeAdapter extends CloudAdapter {
  constructor(
    private readonly auth: BotFrameworkAuthentication,
    private readonly appId: string,
    private readonly mayReplyTo: (serviceUrl: string) => boolean,
  ) {
    super(auth);
  }

  /** Checks the caller, runs the turn, and says what to answer. Rejects only when the turn does. */
  async handle(
    body: unknown,
    authorization: string,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<Answer> {
    if (!isActivity(body) || !this.mayReplyTo(body.serviceUrl)) return { status: 400 };
    const activity = withDates(body);
    const caller = await this.auth.authenticateRequest(activity, authorization).catch(() => null);
    if (!caller) return { status: 401 };
    const result = await this.processActivity(caller, activity, (context) => logic(this.once(context)));
    return result ? { status: result.status, body: result.body } : { status: 200 };
  }

  /** Runs `logic` in a conversation outside any turn. */
  async later(
    reference: Partial<ConversationReference>,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<void> {
    await this.continueConversationAsync(this.appId, reference, (context) => logic(this.once(context)));
  }

  /** Takes the HTTP pipeline's own retries away: they would repeat a send on any 5xx, beneath the ones of `patiently`. */
  private once(context: TurnContext): TurnContext {
    const connector:
      | { client?: { pipeline?: { removePolicy(policy: { name: string }): unknown } } }
      | undefined = context.turnState.get(this.ConnectorClientKey);
    connector?.client?.pipeline?.removePolicy({ name: 'defaultRetryPolicy' });
    return context;
  }
}

const DATES = ['timestamp', 'localTimestamp', 'expiration'] as const;

function withDates(body: Activity): Activity {
  const dated: Record<string, unknown> = { ...body };
  for (const key of DATES) if (dated[key] !== undefined) dated[key] = new Date(String(dated[key]));
  return dated as unknown as Activity;
}

function isActivity(body: unknown): body is Activity {
  const activity = body as Partial<Activity> | null;
  return (
    typeof activity === 'object' &&
    activity !== null &&
    isText(activity.type) &&
    isText(activity.channelId) &&
    isText(activity.serviceUrl) &&
    [activity.conversation, activity.from, activity.recipient].every((one) => isText(one?.id)) &&
    [activity.attachments, activity.entities, activity.membersAdded, activity.membersRemoved].every(
      (list) => list === undefined || Array.isArray(list),
    )
  );
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

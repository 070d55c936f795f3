/** Every object inside a card, the card itself first. */
export function* elements(node: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Readonly<Record<string, unknown>>;
  for (const inner of Object.values(node)) yield* elements(inner);
}

interface Action {
  readonly title: string;
  readonly url?: string;
  readonly mode?: string;
}

interface Fact {
  readonly title: string;
  readonly value: string;
}

/** What a person reads on a card, from top to bottom: `*` before what is read as Markdown, `[title]` for buttons, with the address they open, `…` before those that hide behind the "…". */
export function reading(card: {
  readonly body: readonly object[];
  readonly actions?: readonly object[];
}): readonly string[] {
  const lines = [...elements(card.body)].flatMap((element) => {
    const { type, text, inlines, label, choices, value, title, facts } = element;
    if (type === 'TextBlock') return [`* ${text}`];
    if (type === 'RichTextBlock') return [(inlines as { text: string }[]).map((run) => run.text).join('')];
    if (type === 'Input.ChoiceSet')
      return [`${label}: ${(choices as { title: string }[]).map((one) => one.title).join(' | ')}`];
    if (type === 'Input.Toggle') return [`[ ] ${title}`];
    if (type === 'FactSet') return (facts as Fact[]).map((fact) => `* ${fact.title} ${fact.value}`.trim());
    if (type === 'ActionSet') return (element.actions as readonly Action[]).map(button);
    return type === 'Input.Text' ? [String(value)] : [];
  });
  return [...lines, ...((card.actions ?? []) as readonly Action[]).map(button)];
}

function button({ title, url, mode }: Action): string {
  return `${mode === 'secondary' ? '… ' : ''}[${title}]${url === undefined ? '' : ` → ${url}`}`;
}

/** Every object inside a card, the card itself first. */
export function* elements(node: unknown): Generator<Readonly<Record<string, unknown>>> {
  if (typeof node !== 'object' || node === null) return;
  if (!Array.isArray(node)) yield node as Readonly<Record<string, unknown>>;
  for (const inner of Object.values(node)) yield* elements(inner);
}

/** What a person reads on a card, from top to bottom, `*` before what is read as Markdown, `[…]` for buttons. */
export function reading(card: {
  readonly body: readonly object[];
  readonly actions?: readonly object[];
}): readonly string[] {
  const lines = [...elements(card.body)].flatMap((element) => {
    const { type, text, inlines, label, choices, value, title } = element;
    if (type === 'TextBlock') return [`* ${text}`];
    if (type === 'RichTextBlock') return [(inlines as { text: string }[]).map((run) => run.text).join('')];
    if (type === 'Input.ChoiceSet')
      return [`${label}: ${(choices as { title: string }[]).map((one) => one.title).join(' | ')}`];
    if (type === 'Input.Toggle') return [`[ ] ${title}`];
    return type === 'Input.Text' ? [String(value)] : [];
  });
  const buttons = (card.actions ?? []) as readonly { readonly title: string }[];
  return [...lines, ...buttons.map((button) => `[${button.title}]`)];
}

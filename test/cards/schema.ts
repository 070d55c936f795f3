/**
 * The part of the Adaptive Cards schema 1.5 that our cards use, from Microsoft's schemas/1.5.0/adaptive-card.json, which no npm package carries,
 * and the chart that Teams adds to it (learn.microsoft.com, "Charts in Adaptive Cards"), which has to say what stands in its place elsewhere.
 * An element, action or property that does not stand here is a fault, so a new one starts with its row.
 */

/** What is wrong with a value that stands at `at`. */
type Check = (value: unknown, at: string) => readonly string[];

interface Shape {
  readonly needs: readonly string[];
  readonly may: Readonly<Record<string, Check>>;
}

type Shapes = Readonly<Record<string, Shape>>;

const is =
  (kind: 'string' | 'boolean' | 'number' | 'object'): Check =>
  (value, at) =>
    typeof value === kind && value !== null ? [] : [`${at} is no ${kind}`];
const text = is('string');
const flag = is('boolean');

/** The schema compares without case. */
const oneOf =
  (...names: readonly string[]): Check =>
  (value, at) =>
    typeof value === 'string' && names.includes(value.toLowerCase()) ? [] : [`${at} is ${value}`];

const list =
  (of: Check): Check =>
  (value, at) =>
    Array.isArray(value) ? value.flatMap((one, i) => of(one, `${at}[${i}]`)) : [`${at} is no list`];

function fits({ needs, may }: Shape): Check {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at} is no object`];
    const given = Object.entries(value);
    return [
      ...needs.filter((name) => !(name in value)).map((name) => `${at} lacks ${name}`),
      ...given.flatMap(([name, one]) => may[name]?.(one, `${at}.${name}`) ?? [`${at} has ${name}`]),
    ];
  };
}

/** An object of one of the types, each of which names itself. */
function typed(shapes: () => Shapes): Check {
  return (value, at) => {
    const type = String((value as { type?: unknown } | null)?.type);
    const shape = Object.hasOwn(shapes(), type) ? shapes()[type] : undefined;
    if (!shape) return [`${at} is of type ${type}`];
    return fits({ needs: ['type', ...shape.needs], may: { ...shape.may, type: text } })(
      value,
      `${at} ${type}`,
    );
  };
}

const element = typed(() => ELEMENTS);
const action = typed(() => ACTIONS);
const orDrop =
  (of: Check): Check =>
  (value, at) =>
    value === 'drop' ? [] : of(value, at);

const STYLE = oneOf('default', 'emphasis', 'good', 'attention', 'warning', 'accent');
const TOGGLED = { id: text, isVisible: flag };
const ELEMENT = {
  ...TOGGLED,
  fallback: orDrop(element),
  height: oneOf('auto', 'stretch'),
  separator: flag,
  spacing: oneOf('default', 'none', 'small', 'medium', 'large', 'extralarge', 'padding'),
};
const FONT = {
  color: oneOf('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'),
  fontType: oneOf('default', 'monospace'),
  isSubtle: flag,
  size: oneOf('default', 'small', 'medium', 'large', 'extralarge'),
  weight: oneOf('default', 'lighter', 'bolder'),
};
const INPUT = { ...ELEMENT, label: text, isRequired: flag, errorMessage: text };
const ACTION = {
  title: text,
  id: text,
  iconUrl: text,
  tooltip: text,
  isEnabled: flag,
  style: oneOf('default', 'positive', 'destructive'),
  mode: oneOf('primary', 'secondary'),
  fallback: orDrop(action),
};
const SENDING = { ...ACTION, data: is('object'), associatedInputs: oneOf('auto', 'none') };

const INLINES: Shapes = {
  TextRun: {
    needs: ['text'],
    may: {
      ...FONT,
      text,
      selectAction: action,
      highlight: flag,
      italic: flag,
      strikethrough: flag,
      underline: flag,
    },
  },
};

const COLUMNS: Shapes = {
  Column: {
    needs: [],
    may: {
      ...TOGGLED,
      items: list(element),
      width: text,
      spacing: ELEMENT.spacing,
      separator: flag,
      style: STYLE,
      bleed: flag,
      selectAction: action,
    },
  },
};

const FACT: Shape = { needs: ['title', 'value'], may: { title: text, value: text } };
const CHOICE: Shape = { needs: ['title', 'value'], may: { title: text, value: text } };

const CHART_COLOR = oneOf('good', 'warning', 'attention', 'neutral', 'categoricalblue');
const CHART_VALUE: Shape = {
  needs: ['x', 'y'],
  may: { x: text, y: is('number'), color: CHART_COLOR },
};

const ELEMENTS: Shapes = {
  TextBlock: {
    needs: ['text'],
    may: { ...ELEMENT, ...FONT, text, wrap: flag, style: oneOf('default', 'heading') },
  },
  RichTextBlock: { needs: ['inlines'], may: { ...ELEMENT, inlines: list(typed(() => INLINES)) } },
  Container: {
    needs: ['items'],
    may: { ...ELEMENT, items: list(element), style: STYLE, bleed: flag, selectAction: action },
  },
  ColumnSet: { needs: [], may: { ...ELEMENT, columns: list(typed(() => COLUMNS)), style: STYLE } },
  ActionSet: { needs: ['actions'], may: { ...ELEMENT, actions: list(action) } },
  FactSet: { needs: ['facts'], may: { ...ELEMENT, facts: list(fits(FACT)) } },
  'Chart.VerticalBar': {
    needs: ['data', 'fallback'],
    may: {
      ...ELEMENT,
      title: text,
      xAxisTitle: text,
      yAxisTitle: text,
      showBarValues: flag,
      color: CHART_COLOR,
      data: list(fits(CHART_VALUE)),
    },
  },
  'Input.Toggle': {
    needs: ['id', 'title'],
    may: { ...INPUT, title: text, value: text, valueOn: text, valueOff: text, wrap: flag },
  },
  'Input.ChoiceSet': {
    needs: ['id'],
    may: {
      ...INPUT,
      choices: list(fits(CHOICE)),
      isMultiSelect: flag,
      placeholder: text,
      style: oneOf('compact', 'expanded', 'filtered'),
      value: text,
      wrap: flag,
    },
  },
  'Input.Text': {
    needs: ['id'],
    may: { ...INPUT, isMultiline: flag, placeholder: text, value: text },
  },
};

const ACTIONS: Shapes = {
  'Action.Execute': { needs: [], may: { ...SENDING, verb: text } },
  'Action.Submit': { needs: [], may: SENDING },
  'Action.OpenUrl': { needs: ['url'], may: { ...ACTION, url: text } },
  'Action.ToggleVisibility': { needs: ['targetElements'], may: { ...ACTION, targetElements: list(text) } },
};

/** `msteams` is Teams' own addition to the schema. */
const CARDS: Shapes = {
  AdaptiveCard: {
    needs: ['version'],
    may: {
      version: oneOf('1.5'),
      lang: oneOf('ja', 'en'),
      fallbackText: text,
      body: list(element),
      actions: list(action),
      msteams: fits({ needs: [], may: { width: oneOf('full') } }),
    },
  },
};

/** Everything in the card that the schema does not allow, or misses; none in a valid card. */
export function faults(card: unknown): readonly string[] {
  return typed(() => CARDS)(card, 'card');
}

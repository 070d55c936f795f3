import type { Command, Lang, Press, Turn } from '../domain';

type Head = Pick<Turn, 'at' | 'lang'>;

/** A button press as a turn of the conversation; null where its command lacks what it is about. */
export function turnOf(press: Press, at: number, lang: Lang): Turn | null {
  const head: Head = { at: new Date(at).toISOString(), lang };
  if (press.press === 'answer') {
    return { ...head, kind: 'answer', fact: press.fact, value: press.value, revision: press.revision };
  }
  const command = commandOf(press.name, press.about);
  return command && { ...head, kind: 'command', command };
}

function commandOf(name: Command['name'], about: string | undefined): Command | null {
  switch (name) {
    case 'language':
      return about === 'ja' || about === 'en' ? { name, lang: about } : null;
    case 'code':
    case 'search':
    case 'issue':
    case 'log':
      return about === undefined ? null : { name, about };
    default:
      return { name };
  }
}

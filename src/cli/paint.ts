const BOLD = '\u001b[1m';
const DIM = '\u001b[2m';
const CYAN = '\u001b[36m';
const RESET = '\u001b[0m';

/** Markdown as a terminal shows it: headings and `**strong**` bold, code in colour, quotes dim; plain text where the terminal has no colours. */
export function paint(markdown: string, color: boolean): string {
  const style = (on: string, text: string) => (color ? `${on}${text}${RESET}` : text);
  return markdown
    .split('\n')
    .map((line) => {
      const heading = /^#{1,4}\s+(.*)$/.exec(line);
      if (heading) return style(BOLD, heading[1] ?? '');
      if (line.startsWith('> ')) return style(DIM, `  ${line.slice(2)}`);
      return line
        .replace(/\*\*(.+?)\*\*/g, (_, text: string) => style(BOLD, text))
        .replace(/`([^`]+)`/g, (_, text: string) => style(CYAN, text));
    })
    .join('\n');
}

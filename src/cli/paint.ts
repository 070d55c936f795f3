const BOLD = '\u001b[1m';
const DIM = '\u001b[2m';
const CYAN = '\u001b[36m';
const RED = '\u001b[31m';
const RESET = '\u001b[0m';
/** A row of a timeline: its time, the bar, and what stands beside it. */
const ROW = /^( {4}[-:\d ]+│)([█▌]*)(.*)$/;

/** Markdown as a terminal shows it: headings and `**strong**` bold, code in colour, quotes dim, bars of a timeline in colour and those with evidence in red; plain text where the terminal has no colours. */
export function paint(markdown: string, color: boolean): string {
  const style = (on: string, text: string) => (color && text !== '' ? `${on}${text}${RESET}` : text);
  return markdown
    .split('\n')
    .map((line) => {
      const heading = /^#{1,4}\s+(.*)$/.exec(line);
      if (heading) return style(BOLD, heading[1] ?? '');
      const row = ROW.exec(line);
      if (row) {
        const [, time = '', bar = '', count = ''] = row;
        return count.includes('◀')
          ? time + style(RED, bar) + style(BOLD, count)
          : time + style(CYAN, bar) + count;
      }
      if (line.startsWith('> ')) return style(DIM, `  ${line.slice(2)}`);
      return line
        .replace(/\*\*(.+?)\*\*/g, (_, text: string) => style(BOLD, text))
        .replace(/`([^`]+)`/g, (_, text: string) => style(CYAN, text));
    })
    .join('\n');
}

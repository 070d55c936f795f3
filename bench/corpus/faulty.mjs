import { HRESULTS, PARTS, THINGS, VERBS, WINHTTP } from './words.mjs';

const eight = (value) => `0x${value.toString(16).padStart(8, '0')}`;
const what = (w) => `${w.pick(VERBS)} ${w.pick(PARTS)} ${w.pick(THINGS)}`;
const said = (text, code, written) => ({ text, codes: [{ code, written }] });

/** The `0x` codes that a text holds. */
export function hexCodes(text) {
  const found = text.match(/0x[89c][0-9a-f]{7}/gi) ?? [];
  return found.map((written) => ({ code: written.toLowerCase(), written }));
}

function hex(w, around) {
  const written = `0x${w.pick(HRESULTS)}`;
  return said(around(written), written, written);
}

/** Errors that nobody knows a cause for, with their code in every form that products write. */
export const ERRORS = [
  (w) => hex(w, (code) => `Failed to ${what(w)}, will retry. Error ${code}`),
  (w) => hex(w, (code) => `CCMDoCertificateMaintenance() raised ${code} on attempt ${w.below(9)}`),
  (w) => {
    const number = w.pick(WINHTTP);
    return said(`Winhttp send failed to ${w.host()}, Code=${number}`, eight(number), `${number}`);
  },
  (w) => {
    const written = `0x${w.pick(WINHTTP).toString(16)}`;
    return said(`Send failed for ${w.content()}. Error ${written}`, eight(Number(written)), written);
  },
  (w) => {
    const code = w.pick(HRESULTS);
    const written = `${Number.parseInt(code, 16) - 2 ** 32}`;
    return said(`Method ${w.pick(VERBS)} returned ${written}`, `0x${code}`, written);
  },
  (w) => {
    const written = `${0x80070000 + w.pick([2, 3, 5, 87, 1603])}`;
    return said(`Program ${w.content()} exits with ${written}`, eight(Number(written)), written);
  },
  (w) => {
    const written = w.pick(HRESULTS).toUpperCase();
    const text = `Cannot stage ${w.content()} (Error: ${written}; Source: Windows)`;
    return said(text, `0x${written.toLowerCase()}`, written);
  },
  (w) => {
    const status = w.pick([401, 403, 404, 500, 503]);
    return said(`${w.host()} answered with HTTP code ${status}`, eight(0x80190000 + status), `${status}`);
  },
  () => ({ text: 'The last attempt was not answered in time', codes: [] }),
];

export const ERRORS_JA = [
  (w) => hex(w, (code) => `アクセスが拒否されました。サーバー ${w.host()} エラー ${code}`),
  () => said('インストールを完了できませんでした。終了コード: 1603', '0x00000643', '1603'),
];

/** Nearly what a signature says. */
export const NEARLY = [
  (w) => ({ text: `Succeeded to ${what(w)}. Result 0x0`, codes: [] }),
  (w) => hex(w, (code) => `Failed to ${what(w)} (transient). Error ${code}, retrying`),
  (w) => ({ text: `MP faults ${10_000 + w.below(20_000)} cleared`, codes: [] }),
];

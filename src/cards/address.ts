const WEB = /^https:\/\/[^\s"<>\\]+$/;
const LOOPBACK = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?(?:\/[^\s"<>\\]*)?$/;

/** Whether a card may open it: https, or http on this very machine. */
export function isAddress(url: string): boolean {
  return WEB.test(url) || LOOPBACK.test(url);
}

const two = (n) => String(n).padStart(2, '0');
const three = (n) => String(n).padStart(3, '0');
const MINUTES_WEST_OF_UTC = -540;

const day = (at) => `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}-${at.getUTCFullYear()}`;
const clock = (at) =>
  `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}.${three(at.getUTCMilliseconds())}`;

/** A record as clients and management points write it, read by CMTrace. */
exports.clientRecord = ({ text, at, component, type, thread, source }) =>
  `<![LOG[${text}]LOG]!><time="${clock(at)}${MINUTES_WEST_OF_UTC}" date="${day(at)}" component="${component}" context="" type="${type}" thread="${thread}" file="${source}">\r\n`;

/** A record as site server components write it. */
exports.serverRecord = ({ text, at, component, thread }) =>
  `${text}  $$<${component}><${day(at)} ${clock(at)}${MINUTES_WEST_OF_UTC}><thread=${thread} (0x${thread.toString(16).toUpperCase()})>\r\n`;

/** A line of a script that writes plain text. */
exports.plainRecord = ({ text, at }) => `${day(at)} ${clock(at).slice(0, 8)} ${text}\r\n`;

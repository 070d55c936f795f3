import { encodePng } from './png.mjs';

const SAMPLES = 4;

/** `color.png`: a server stack under a magnifier that shows a pulse, inside the 120 × 120 px Teams never crops. */
export function colorIcon() {
  return draw(192, (x, y) => over(mark(x, y), background(x, y)));
}

/** `outline.png`: the same mark in white on transparent, as Teams asks for. */
export function outlineIcon() {
  return draw(32, (x, y) => [255, 255, 255, outline(x, y) ? 1 : 0]);
}

function draw(size, paint) {
  const rgba = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) rgba.set(pixel(x, y, paint), (y * size + x) * 4);
  }
  return encodePng(size, rgba);
}

/** The mean of 4 × 4 points inside the pixel, so that edges are smooth. */
function pixel(x, y, paint) {
  const sum = [0, 0, 0, 0];
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const [r, g, b, a] = paint(
      x + ((i % SAMPLES) + 0.5) / SAMPLES,
      y + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES,
    );
    sum[0] += r * a;
    sum[1] += g * a;
    sum[2] += b * a;
    sum[3] += a;
  }
  const alpha = sum[3] || 1;
  return [sum[0] / alpha, sum[1] / alpha, sum[2] / alpha, (sum[3] / SAMPLES ** 2) * 255].map(Math.round);
}

const over = (top, under) => top ?? under;
const mix = (a, b, t) => a.map((from, i) => from + (b[i] - from) * t);

const DEEP = [11, 58, 120];
const BRIGHT = [24, 128, 190];
const WHITE = [255, 255, 255, 1];
const SHADE = [11, 58, 120, 1];
const GREEN = [94, 234, 172, 1];
const AMBER = [255, 196, 84, 1];

function background(x, y) {
  return [...mix(BRIGHT, DEEP, (x + y) / 384), 1];
}

const LENS = { x: 118, y: 116, r: 27 };
const PULSE = [
  [94, 118],
  [105, 118],
  [111, 103],
  [119, 131],
  [125, 112],
  [129, 118],
  [142, 118],
];
const SERVERS = [44, 76, 108];

function mark(x, y) {
  return magnifier(x, y) ?? servers(x, y);
}

function magnifier(x, y) {
  const fromLens = Math.hypot(x - LENS.x, y - LENS.y) - LENS.r;
  if (fromLens < -3 && onPath(x, y, PULSE, 2.7)) return GREEN;
  if (fromLens < -1) return SHADE;
  if (fromLens < 6 || segment(x, y, [142, 140], [153, 151]) < 6.5) return WHITE;
  return fromLens < 11 || segment(x, y, [142, 140], [153, 151]) < 11 ? background(x, y) : null;
}

function servers(x, y) {
  const top = SERVERS.find((edge) => roundedBox(x, y, [38, edge, 116, 26], 7) < 0);
  if (top === undefined) return null;
  if (Math.hypot(x - 52, y - top - 13) < 4.5) return top === SERVERS[1] ? AMBER : GREEN;
  return segment(x, y, [66, top + 13], [86, top + 13]) < 2.5 ? [...BRIGHT, 1] : WHITE;
}

const SMALL_LENS = { x: 20.5, y: 20, r: 6.2 };
const SMALL_PULSE = [
  [16, 20.4],
  [18.6, 20.4],
  [20, 17.2],
  [21.6, 23],
  [22.6, 20.4],
  [25, 20.4],
];

function outline(x, y) {
  const fromLens = Math.abs(Math.hypot(x - SMALL_LENS.x, y - SMALL_LENS.y) - SMALL_LENS.r);
  const inside = Math.hypot(x - SMALL_LENS.x, y - SMALL_LENS.y) < SMALL_LENS.r;
  const handle = segment(x, y, [25.2, 24.7], [28.6, 28.1]);
  if (fromLens < 0.9 || handle < 1.2) return true;
  if (inside) return onPath(x, y, SMALL_PULSE, 0.55);
  if (fromLens < 2 || handle < 2.2) return false;
  return [3.5, 11.5, 19.5].some((top) => {
    const edge = Math.abs(roundedBox(x, y, [3.5, top, 22, 6], 1.6));
    return edge < 0.55 || Math.hypot(x - 7, y - top - 3) < 1.1;
  });
}

/** Distance to a box [left, top, width, height] with rounded corners; negative inside. */
function roundedBox(x, y, [left, top, width, height], radius) {
  const dx = Math.abs(x - left - width / 2) - width / 2 + radius;
  const dy = Math.abs(y - top - height / 2) - height / 2 + radius;
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
}

/** Distance to the line from `a` to `b`. */
function segment(x, y, a, b) {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const along = Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy)));
  return Math.hypot(x - a[0] - along * dx, y - a[1] - along * dy);
}

function onPath(x, y, points, halfWidth) {
  return points.slice(1).some((point, i) => segment(x, y, points[i], point) < halfWidth);
}

import { random } from './random.mjs';

const times = (n, make) => Array.from({ length: n }, make);

/**
 * Chance with the names of one machine's world. Logs speak of the same few things again and again, and of one thing several times in
 * a row: that is why they pack ten to one.
 */
export function world(seed) {
  const w = random(seed);
  const newGuid = () => `${w.hex(8)}-${w.hex(4)}-${w.hex(4)}-${w.hex(4)}-${w.hex(12)}`;
  const server = () => `${w.pick(['SRV', 'DC', 'MP', 'DP', 'SQL', 'WSUS', 'CM'])}${w.hex(4)}`;
  const guids = times(400, newGuid);
  const hosts = times(40, () => `${server()}.${w.pick(['corp', 'emea', 'apac', 'ad'])}.contoso.com`);
  const packages = times(200, () => `${w.pick(['P01', 'CAS', 'JPN', 'EU1'])}${w.hex(5)}`);
  const users = times(30, () => `CONTOSO\\u${w.hex(6)}`);
  const again = (share, make) => {
    let last;
    return () => {
      if (last === undefined || w.chance(share)) last = make();
      return last;
    };
  };
  return {
    ...w,
    newGuid,
    guid: again(0.25, () => (w.chance(0.8) ? w.pick(guids) : newGuid())),
    host: again(0.2, () => w.pick(hosts)),
    content: again(0.25, () => w.pick(packages)),
    user: () => w.pick(users),
  };
}

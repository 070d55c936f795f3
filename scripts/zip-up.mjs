import AdmZip from 'adm-zip';

const WRITTEN = new Date(2022, 5, 2, 10, 0, 0);

/** A zip of `{ name, bytes }` files, byte for byte the same for the same files. */
export function zipUp(files) {
  const zip = new AdmZip();
  for (const { name, bytes } of files) zip.addFile(name, bytes).header.time = WRITTEN;
  return zip.toBuffer();
}

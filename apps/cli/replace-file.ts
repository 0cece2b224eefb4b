import { open, rename, stat, unlink } from 'node:fs/promises';

/** Puts a text in the place of a file, whole or not at all, for the same readers. */
export const replaceFile = async (path: string, text: string): Promise<void> => {
  const { mode } = await stat(path);
  const beside = `${path}.new`;
  try {
    const file = await open(beside, 'w', mode & 0o777);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await unlink(beside).catch(() => undefined);
    throw error;
  }
};

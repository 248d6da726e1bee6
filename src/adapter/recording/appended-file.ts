import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file is no longer in its folder: what is written to it reaches nobody. */
export class FileGone extends Error {
  override readonly name = 'FileGone';
}

/**
 * A new file that grows by pieces of text, each of which is on the disk, not only on its way, when `append`
 * resolves. A piece that failed leaves nothing behind: the next one is written in its place. One call at a time.
 */
export class AppendedFile {
  private size = 0;
  private isTorn = false;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
  ) {}

  /** An empty file at `path`, whatever was there; its name is on the disk too. */
  static async create(path: string): Promise<AppendedFile> {
    const file = await open(path, 'w');
    try {
      await syncFolder(dirname(path));
      return new AppendedFile(path, file);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Bytes that are on the disk. */
  get bytes(): number {
    return this.size;
  }

  /** Rejects with what the disk says, and with {@link FileGone} when the file was removed meanwhile. */
  async append(text: string): Promise<void> {
    if (this.isTorn) await this.file.truncate(this.size);
    this.isTorn = true;
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await this.file.write(bytes, done, bytes.length - done, this.size + done);
      if (bytesWritten === 0) throw new Error(`${this.path}: the disk takes nothing`);
      done += bytesWritten;
    }
    await this.file.datasync();
    if ((await this.file.stat()).nlink === 0) throw new FileGone(`${this.path} was removed`);
    this.size += bytes.length;
    this.isTorn = false;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

/** Makes the names in a folder last: a new, renamed or removed file is so after a loss of power as well. */
export const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

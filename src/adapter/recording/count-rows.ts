import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';

/** The rows of a Parquet file, by its footer. */
export const countRows = async (path: string): Promise<number> =>
  Number((await parquetMetadataAsync(await asyncBufferFromFile(path))).num_rows);

// Writes the Parquet files of this directory from prices.csv. See README.md.
import { writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';
import { DuckDBInstance } from '@duckdb/node-api';
import { Compression, Table, WriterPropertiesBuilder, writeParquet } from 'parquet-wasm/node';

const directory = process.argv[2];
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const prices = `read_csv('${directory}/prices.csv', header = true, types = {'timestamp': 'DATE',
  'symbol': 'VARCHAR', 'open': 'DOUBLE', 'close': 'DOUBLE', 'volume': 'BIGINT'})`;

// Dates, doubles and integers in one row group.
await connection.run(`COPY (SELECT * FROM ${prices})
  TO '${directory}/duckdb_gzip.parquet' (FORMAT parquet, COMPRESSION gzip)`);

// Timestamps, decimals and a nested column, in the newer encodings.
await connection.run(`COPY (SELECT symbol, volume, open::DECIMAL(9, 2) AS open,
    close::DECIMAL(18, 4) AS close, {'a': 1, 'b': [2, 3]} AS nested,
    timestamp::TIMESTAMP + INTERVAL 21 HOUR AS timestamp FROM ${prices})
  TO '${directory}/duckdb_zstd_v2.parquet' (FORMAT parquet, PARQUET_VERSION v2, COMPRESSION zstd)`);

// What pandas would make of it: an index, categories, NaN for a close that is missing.
const rows = (await connection.runAndReadAll(`SELECT timestamp::VARCHAR AS day, symbol, open, close,
  volume::DOUBLE AS volume FROM ${prices}`)).getRowObjects();
const column = (type, value) => arrow.vectorFromArray(rows.map(value), type);
const table = new arrow.Table({
  timestamp: column(new arrow.TimestampNanosecond(), (row) => Date.parse(row.day)),
  symbol: column(new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()), (row) => row.symbol),
  open: column(new arrow.Float32(), (row) => row.open),
  close: column(new arrow.Float64(), (row) => row.close ?? NaN),
  volume: column(new arrow.Float64(), (row) => row.volume),
  __index_level_0__: column(new arrow.Int64(), (row, i) => BigInt(i)),
});
const properties = new WriterPropertiesBuilder()
  .setCompression(Compression.SNAPPY).setMaxRowGroupSize(50).build();
writeFileSync(`${directory}/arrow_snappy.parquet`,
  writeParquet(Table.fromIPCStream(arrow.tableToIPC(table, 'stream')), properties));

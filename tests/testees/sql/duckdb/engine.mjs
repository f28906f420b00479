// DuckDB in memory, for engines.py: a JSON value a line in and out. {"fill":TABLE,"rows":[[...]]} adds rows, {"run":SQL}
// answers rows; an error ends it.
import { createInterface } from 'node:readline';
import { DuckDBInstance, version } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();

async function fill(table, rows) {
  const appender = await connection.createAppender(table);
  for (const row of rows) {
    for (const value of row) {
      if (value === null) appender.appendNull();
      else if (typeof value === 'boolean') appender.appendBoolean(value);
      else if (typeof value === 'number') appender.appendBigInt(BigInt(value));
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
  return null;
}

async function run(sql) {
  return (await connection.runAndReadAll(sql)).getRowsJson();
}

console.log(JSON.stringify(version()));
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const answer = request.fill ? await fill(request.fill, request.rows) : await run(request.run);
  console.log(JSON.stringify(answer));
}

/** npm run migrate: brings the database to the newest schema. `npm start` does it too. */
import { readConfig } from '../config.ts';
import { openClient } from '../storage/better-sqlite3.ts';
import { migrate } from '../storage/migrations.ts';
import { reportFailure } from './command.ts';

try {
  const { database } = readConfig(process.env);
  const client = openClient(database);
  try {
    const applied = migrate(client);
    const count = applied === 1 ? '1 migration' : `${applied} migrations`;
    process.stdout.write(`${database}: ${applied === 0 ? 'up to date' : `${count} applied`}\n`);
  } finally {
    client.close();
  }
} catch (error) {
  reportFailure(error);
}

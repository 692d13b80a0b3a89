/** npm run migrate: brings the database to the newest schema. `npm start` does it too. */
import { readConfig } from '../config.ts';
import { nameDatabase } from '../storage/cluster/nodes.ts';
import { migrateDatabase } from '../storage/store.ts';
import { reportFailure } from './command.ts';

try {
  const { database } = readConfig(process.env);
  const applied = await migrateDatabase(database);
  const count = applied === 1 ? '1 migration' : `${applied} migrations`;
  process.stdout.write(`${nameDatabase(database)}: ${applied === 0 ? 'up to date' : `${count} applied`}\n`);
} catch (error) {
  reportFailure(error);
}

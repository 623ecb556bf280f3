/** npm run db:migrate: brings the database to the newest schema. The app does the same at every start. */
import { openForScript } from './open-database.ts';
import { migrate } from '#lib/platform/db/migrate.server.ts';

const { db, close } = await openForScript({ toNewest: false });
try {
	const ran = await migrate(db);
	for (const name of ran) console.log(`  ${name}`);
	console.log(
		ran.length === 0 ? 'The schema is the newest.' : `${ran.length} migrations have run.`
	);
} finally {
	await close();
}

/** The smallest app with an embedded database: the tests start it as a process of its own and kill it. */
import { startEmbeddedPostgres } from '#lib/platform/db/embedded/cluster.server.ts';

try {
	const postgres = await startEmbeddedPostgres({ dataDir: process.argv[2]! });
	process.once('SIGTERM', () => void postgres.stop().then(() => process.exit(0)));
	process.once('SIGUSR2', () => process.exit(3)); // ends without stopping anything
	console.log(`ready ${postgres.url}`);
} catch (error) {
	console.log(`refused ${(error as Error).message}`);
	process.exitCode = 1;
}

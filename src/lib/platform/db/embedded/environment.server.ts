/** For PostgreSQL's programs: without the caller's PG* variables, which would send them elsewhere. */
export function environment(): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(
		([name]) => !name.startsWith('PG') && !name.startsWith('LC_')
	);
	return { ...Object.fromEntries(kept), LC_ALL: 'C.UTF-8' };
}

/** Did this statement break the named constraint? The name is PostgreSQL's, e.g. `accounts_email_key`. */
export function breaks(error: unknown, constraint: string): boolean {
	return (
		typeof error === 'object' &&
		error !== null &&
		'constraint' in error &&
		error.constraint === constraint
	);
}

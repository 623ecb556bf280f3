import type { ParamMatcher } from '@sveltejs/kit';

/** Anything else is no id of ours: the page is missing, and the database is not asked. */
export const match: ParamMatcher = (param) =>
	/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(param);

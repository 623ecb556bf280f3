import type { ParamMatcher } from '@sveltejs/kit';

/** A number as people count from one; nine digits fit every integer column. */
export const match: ParamMatcher = (param) => /^[1-9]\d{0,8}$/.test(param);

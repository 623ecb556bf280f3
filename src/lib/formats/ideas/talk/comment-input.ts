import { z } from 'zod';
import { lengthOf } from '../../../platform/clean-text.ts';
import { locales } from '../../../platform/i18n/paraglide/runtime.js';
import { limits, line, lines } from '../schema.ts';

/** Lists and questions of a neighbourhood fit; the office's name as it stands on a letter. */
const longestOffice = 120;

/** What somebody says about an idea. */
export const commentInput = z.object({
	body: lines(limits.comment).refine((text) => lengthOf(text) > 0, 'text_missing'),
	locale: z.enum(locales, 'language_unknown'),
	/** The comment it answers; null: it stands by itself. */
	parentId: z.uuid('comment_unknown').nullable(),
	/** Made by the page, so that one comment sent twice is one. */
	clientKey: z.uuid('input_invalid')
});
export type CommentInput = z.infer<typeof commentInput>;

/** What the city says: for which office, beside. */
export const cityCommentInput = commentInput.extend({ office: line(longestOffice) });
export type CityCommentInput = z.infer<typeof cityCommentInput>;

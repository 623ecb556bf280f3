import { expect, test } from 'vitest';
import { queueFilterOf } from '#lib/core/moderation/queue-filter.ts';
import { likePattern } from '#lib/platform/db/like.ts';

test('a kind of contribution that cannot be one does not limit the queue', () => {
	const kindOf = (text: string) => queueFilterOf(new URLSearchParams(`kind=${text}`)).kind;
	expect(kindOf('ideas.comment')).toBe('ideas.comment');
	for (const text of ['%00', 'ideas.%00', 'ideas', "ideas.'"]) expect(kindOf(text), text).toBe('');
});

test('what is searched for is neither a wildcard nor a zero byte', () => {
	expect(likePattern('50 %_\\')).toBe('%50 \\%\\_\\\\%');
	expect(likePattern('ca\0fé')).toBe('%café%');
});

import type { PermissionTable } from '../../access/can.ts';
import { roleAnywhere, roleAtPlace, theSystem } from '../../access/predicates.ts';

export type IdeaMapSubject = Readonly<{ activityId: string; placeId: string }>;

const moderation = roleAtPlace('moderator', 'administrator');

/** Who may do what with idea maps. Residents need no permission: the phases say what they may do. */
export const permissions: PermissionTable<{
	list: unknown;
	create: { placeId: string };
	/** See the map as its moderators see it: drafts, what waits, what was hidden. */
	view: IdeaMapSubject;
	edit: IdeaMapSubject;
	/** Publish, hide, show again, correct the category or the point of contributions. */
	moderate: IdeaMapSubject;
	merge: IdeaMapSubject;
	/** Say what becomes of an idea; turn ideas into projects. */
	answer: IdeaMapSubject;
	/** Write down ideas for other people: street mode, walks, paper cards. */
	collect: IdeaMapSubject;
	import: IdeaMapSubject;
	export: IdeaMapSubject;
	delete: IdeaMapSubject;
	archive: IdeaMapSubject;
}> = {
	list: [roleAnywhere('moderator', 'administrator', 'planner')],
	create: [moderation],
	view: [roleAtPlace('moderator', 'administrator', 'planner')],
	edit: [moderation],
	moderate: [moderation],
	merge: [moderation],
	answer: [roleAtPlace('moderator', 'administrator', 'planner')],
	collect: [moderation],
	import: [moderation],
	export: [roleAtPlace('moderator', 'administrator', 'planner')],
	delete: [moderation, theSystem],
	archive: [moderation, theSystem]
};

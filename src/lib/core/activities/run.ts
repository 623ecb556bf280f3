export const activityStatuses = ['draft', 'announced', 'running', 'finished', 'archived'] as const;
export type ActivityStatus = (typeof activityStatuses)[number];

export const activityCommands = ['announce', 'withdraw', 'start', 'finish', 'reopen'] as const;
export type ActivityCommand = (typeof activityCommands)[number];

/**
 * The workflow of an activity that runs for days: what has no entry is not possible. Archiving and deleting have rules
 * of their own in each format.
 */
export const activityWorkflow: Readonly<
	Record<ActivityStatus, Readonly<Partial<Record<ActivityCommand, ActivityStatus>>>>
> = {
	draft: { announce: 'announced', start: 'running' },
	announced: { withdraw: 'draft', start: 'running' },
	running: { finish: 'finished' },
	finished: { reopen: 'running' },
	archived: {}
};

/** From which states a command leads on. */
export const statusesBefore = (command: ActivityCommand): ActivityStatus[] =>
	activityStatuses.filter((status) => activityWorkflow[status][command] !== undefined);

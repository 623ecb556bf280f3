import type { QuestionTable } from '../../../../questions/question-list.server.ts';

/** Registering takes a minute: more than this nobody answers who only wants to come. */
export const mostQuestions = 5;

export const questionTable: QuestionTable = {
	name: 'event_questions',
	owner: 'event_id',
	most: mostQuestions,
	inOneForm: true
};

import type { QuestionTable } from '../../questions/question-list.server.ts';
import { limits } from './schema.ts';

export const questionTable: QuestionTable = {
	name: 'live_questions',
	owner: 'activity_id',
	most: limits.questions,
	inOneForm: false
};

/** Of a question's form: whether it asks to which group people belong. */
export const backgroundField = 'question.background';

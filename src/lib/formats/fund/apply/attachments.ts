/** Files that go with one application: offers, a letter of the landlord, statutes. */
export const mostAttachments = 10;

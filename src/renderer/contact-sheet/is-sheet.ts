/** Whether a page's address holds a contact sheet: then it is not the studio that is to be shown. */
export const isSheet = (hash: string): boolean => hash.startsWith('#sheet=')

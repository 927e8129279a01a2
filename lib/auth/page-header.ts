/** Where the server writes which address a page answers; what a client sends of that name is overwritten. */
export const PAGE_HEADER = "x-turbo-page";

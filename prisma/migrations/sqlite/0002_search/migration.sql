-- The full-text index, written by the code that changes its subjects. There are no triggers.
-- It holds the words, not the texts; a subject's row is found by the word in scope that stands for it.
CREATE VIRTUAL TABLE search_entry USING fts5(
    title, body, scope, kind UNINDEXED, subject UNINDEXED,
    content = '', contentless_delete = 1, contentless_unindexed = 1,
    tokenize = 'unicode61 remove_diacritics 0', prefix = '2 3 4 5'
);

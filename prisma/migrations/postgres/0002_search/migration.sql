-- The full-text index, written by the code that changes its subjects. There are no triggers.
CREATE TABLE search_entry (
    id BIGSERIAL PRIMARY KEY,
    kind TEXT COLLATE "C" NOT NULL,
    subject TEXT COLLATE "C" NOT NULL UNIQUE,
    project TEXT COLLATE "C",
    words TSVECTOR NOT NULL
);
CREATE INDEX search_entry_words ON search_entry USING GIN (words) WITH (fastupdate = off);

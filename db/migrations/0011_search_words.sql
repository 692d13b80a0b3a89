-- The indexes of words: what `cutWords` cuts a text into, under the record's number. They keep no text of their own.
-- `cut_words` is `cutWords` of src/provenance/fold.ts, which migrate.ts lends for as long as it runs. Beginnings of two
-- and three letters have lists of their own: to gather those of all words that begin so took fifteen times as long.
DROP TABLE claim_word;
--> statement-breakpoint
DROP TABLE claim_search;
--> statement-breakpoint
CREATE VIRTUAL TABLE claim_search USING fts5(words, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0');
--> statement-breakpoint
INSERT INTO claim_search (rowid, words) SELECT id, cut_words(text) FROM claim;
--> statement-breakpoint
-- In how many claims a word occurs: what tells a rare word from a common one without reading the hits.
CREATE VIRTUAL TABLE claim_word USING fts5vocab(claim_search, row);
--> statement-breakpoint
-- Of each source: its name and its aliases.
CREATE VIRTUAL TABLE source_words USING fts5(words, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0');
--> statement-breakpoint
INSERT INTO source_words (rowid, words)
SELECT id, cut_words(name || char(10) || coalesce((SELECT group_concat(name, char(10)) FROM source_alias WHERE source_id = source.id), ''))
FROM source;
--> statement-breakpoint
-- Of each document: its title.
CREATE VIRTUAL TABLE document_search USING fts5(words, content = '', contentless_delete = 1, prefix = '2 3', tokenize = 'unicode61 remove_diacritics 0');
--> statement-breakpoint
INSERT INTO document_search (rowid, words) SELECT id, cut_words(title) FROM document;
--> statement-breakpoint
CREATE VIRTUAL TABLE document_word USING fts5vocab(document_search, row);

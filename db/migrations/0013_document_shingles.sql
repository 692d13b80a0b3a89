CREATE TABLE `document_shingle` (
	`hash` integer NOT NULL,
	`document_id` integer NOT NULL,
	PRIMARY KEY(`hash`, `document_id`),
	FOREIGN KEY (`document_id`) REFERENCES `document_text`(`document_id`) ON UPDATE no action ON DELETE restrict
) WITHOUT ROWID, STRICT;
--> statement-breakpoint
-- `fingerprint_text` is `fingerprint` of src/provenance/reuse/, as JSON, which migrate.ts lends for as long as it runs.
INSERT INTO document_shingle (hash, document_id)
SELECT shingle.value, document_text.document_id
FROM document_text, json_each(fingerprint_text(document_text.text)) AS shingle
ORDER BY 1, 2;
--> statement-breakpoint
CREATE INDEX `document_shingle_document` ON `document_shingle` (`document_id`);

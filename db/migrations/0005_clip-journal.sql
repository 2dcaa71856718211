CREATE TABLE "clip_journal" (
	"id" integer PRIMARY KEY NOT NULL,
	"moved" bigint NOT NULL
);

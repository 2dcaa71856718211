CREATE TABLE "clip_versions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"clip_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" integer,
	"name" text,
	"decisions" jsonb NOT NULL,
	"log_id" bigint NOT NULL,
	"people" uuid[] NOT NULL,
	"edits" integer NOT NULL,
	"say" text[] NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clip_versions" ADD CONSTRAINT "clip_versions_clip_id_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."clips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clip_versions_clip_id_idx" ON "clip_versions" USING btree ("clip_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "clip_versions_number_key" ON "clip_versions" USING btree ("clip_id","number");
CREATE TABLE "clip_downloads" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"clip_id" uuid NOT NULL,
	"guest_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "has_password" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "clip_downloads" ADD CONSTRAINT "clip_downloads_clip_id_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."clips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clip_downloads" ADD CONSTRAINT "clip_downloads_guest_id_review_guests_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."review_guests"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clip_downloads_clip_id_idx" ON "clip_downloads" USING btree ("clip_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "clip_downloads_guest_id_idx" ON "clip_downloads" USING btree ("guest_id");--> statement-breakpoint
INSERT INTO "clip_downloads" ("clip_id", "at") SELECT "id", "updated_at" FROM "clips", generate_series(1, "download_count");

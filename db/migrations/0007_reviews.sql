CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"clip_id" uuid NOT NULL,
	"comment_id" uuid,
	"kind" text NOT NULL,
	"by_name" text NOT NULL,
	"read_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_guests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"link_id" uuid NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"clip_id" uuid NOT NULL,
	"created_by" uuid,
	"label" text DEFAULT '' NOT NULL,
	"hash" text NOT NULL,
	"password_hash" text,
	"may_comment" boolean DEFAULT true NOT NULL,
	"may_approve" boolean DEFAULT false NOT NULL,
	"may_download" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_rounds" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"clip_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"sent_by" uuid,
	"due_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "review_views" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"guest_id" uuid NOT NULL,
	"version_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"round_id" uuid NOT NULL,
	"user_id" uuid,
	"guest_id" uuid,
	"verdict" text,
	"note" text DEFAULT '' NOT NULL,
	"decided_at" timestamp with time zone,
	"reminded_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "verdicts_one_person_check" CHECK (num_nonnulls("verdicts"."user_id", "verdicts"."guest_id") = 1)
);
--> statement-breakpoint
ALTER TABLE "clip_comments" ADD COLUMN "guest_id" uuid;--> statement-breakpoint
ALTER TABLE "clip_comments" ADD COLUMN "drawing" jsonb;--> statement-breakpoint
ALTER TABLE "clip_comments" ADD COLUMN "mentions" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "workspaces" ADD COLUMN "export_needs_approval" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_clip_id_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."clips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_comment_id_clip_comments_id_fk" FOREIGN KEY ("comment_id") REFERENCES "public"."clip_comments"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_guests" ADD CONSTRAINT "review_guests_link_id_review_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."review_links"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_links" ADD CONSTRAINT "review_links_clip_id_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."clips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_links" ADD CONSTRAINT "review_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_rounds" ADD CONSTRAINT "review_rounds_clip_id_clips_id_fk" FOREIGN KEY ("clip_id") REFERENCES "public"."clips"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_rounds" ADD CONSTRAINT "review_rounds_version_id_clip_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."clip_versions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_rounds" ADD CONSTRAINT "review_rounds_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_views" ADD CONSTRAINT "review_views_guest_id_review_guests_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."review_guests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review_views" ADD CONSTRAINT "review_views_version_id_clip_versions_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."clip_versions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_round_id_review_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."review_rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_guest_id_review_guests_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."review_guests"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notifications_user_id_idx" ON "notifications" USING btree ("user_id","created_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "notifications_clip_id_idx" ON "notifications" USING btree ("clip_id");--> statement-breakpoint
CREATE INDEX "notifications_comment_id_idx" ON "notifications" USING btree ("comment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_guests_hash_key" ON "review_guests" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "review_guests_link_id_idx" ON "review_guests" USING btree ("link_id");--> statement-breakpoint
CREATE UNIQUE INDEX "review_links_hash_key" ON "review_links" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "review_links_clip_id_idx" ON "review_links" USING btree ("clip_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "review_rounds_version_id_key" ON "review_rounds" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "review_rounds_clip_id_idx" ON "review_rounds" USING btree ("clip_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "review_views_guest_id_idx" ON "review_views" USING btree ("guest_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "review_views_version_id_idx" ON "review_views" USING btree ("version_id");--> statement-breakpoint
CREATE UNIQUE INDEX "verdicts_round_user_key" ON "verdicts" USING btree ("round_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "verdicts_round_guest_key" ON "verdicts" USING btree ("round_id","guest_id");--> statement-breakpoint
CREATE INDEX "verdicts_user_id_idx" ON "verdicts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "verdicts_guest_id_idx" ON "verdicts" USING btree ("guest_id");--> statement-breakpoint
ALTER TABLE "clip_comments" ADD CONSTRAINT "clip_comments_guest_id_review_guests_id_fk" FOREIGN KEY ("guest_id") REFERENCES "public"."review_guests"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "clip_comments_guest_id_idx" ON "clip_comments" USING btree ("guest_id");
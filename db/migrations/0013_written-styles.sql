CREATE TABLE "style_replicas" (
	"style_id" uuid NOT NULL,
	"replica" bigint NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "style_replicas_style_id_replica_pk" PRIMARY KEY("style_id","replica")
);
--> statement-breakpoint
CREATE TABLE "style_updates" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"style_id" uuid NOT NULL,
	"update" "bytea" NOT NULL,
	"user_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "written_style_versions" (
	"style_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"source" text NOT NULL,
	"fields" jsonb NOT NULL,
	"published_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "written_style_versions_style_id_version_pk" PRIMARY KEY("style_id","version")
);
--> statement-breakpoint
CREATE TABLE "written_styles" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"workspace_id" uuid NOT NULL,
	"created_by" uuid,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "style_replicas" ADD CONSTRAINT "style_replicas_style_id_written_styles_id_fk" FOREIGN KEY ("style_id") REFERENCES "public"."written_styles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "style_updates" ADD CONSTRAINT "style_updates_style_id_written_styles_id_fk" FOREIGN KEY ("style_id") REFERENCES "public"."written_styles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "written_style_versions" ADD CONSTRAINT "written_style_versions_style_id_written_styles_id_fk" FOREIGN KEY ("style_id") REFERENCES "public"."written_styles"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "written_style_versions" ADD CONSTRAINT "written_style_versions_published_by_users_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "written_styles" ADD CONSTRAINT "written_styles_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "written_styles" ADD CONSTRAINT "written_styles_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "style_updates_style_id_idx" ON "style_updates" USING btree ("style_id","id");--> statement-breakpoint
CREATE INDEX "written_styles_workspace_id_idx" ON "written_styles" USING btree ("workspace_id");
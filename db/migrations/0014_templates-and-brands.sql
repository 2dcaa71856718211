CREATE TABLE "brand_kits" (
	"workspace_id" uuid PRIMARY KEY NOT NULL,
	"kit" jsonb NOT NULL,
	"locked" jsonb NOT NULL,
	"changed_by" uuid,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "template_versions" (
	"template_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"look" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "template_versions_template_id_version_pk" PRIMARY KEY("template_id","version")
);
--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "workspace_id" uuid;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "reach" text DEFAULT 'personal' NOT NULL;--> statement-breakpoint
ALTER TABLE "brand_kits" ADD CONSTRAINT "brand_kits_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brand_kits" ADD CONSTRAINT "brand_kits_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "template_versions" ADD CONSTRAINT "template_versions_template_id_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."templates"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "templates" ADD CONSTRAINT "templates_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "templates_workspace_id_idx" ON "templates" USING btree ("workspace_id");--> statement-breakpoint
CREATE INDEX "templates_public_idx" ON "templates" USING btree ("usage_count" DESC NULLS LAST) WHERE reach = 'public';--> statement-breakpoint
UPDATE "templates" SET "reach" = 'public' WHERE "is_public";--> statement-breakpoint
INSERT INTO "template_versions" ("template_id", "version", "look", "created_at")
SELECT "id", 1, jsonb_build_object(
	'parts', '["captions"]'::jsonb, 'style', "style_config", 'shape', '9:16', 'layout', 'fill', 'overlays', '[]'::jsonb,
	'sound', '{"voice": 0, "target": -14, "noise": "keep", "fadeIn": 0, "fadeOut": 0}'::jsonb
), "updated_at" FROM "templates";--> statement-breakpoint
ALTER TABLE "templates" DROP COLUMN "is_public";--> statement-breakpoint
ALTER TABLE "templates" DROP COLUMN "style_config";
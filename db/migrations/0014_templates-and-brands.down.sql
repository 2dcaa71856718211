alter table "templates" add column "is_public" boolean default false not null;
--> statement-breakpoint
alter table "templates" add column "style_config" jsonb;
--> statement-breakpoint
update "templates" set "is_public" = ("reach" = 'public'), "style_config" = (
	select "look"->'style' from "template_versions" v where v."template_id" = "templates"."id" order by "version" desc limit 1
);
--> statement-breakpoint
alter table "templates" alter column "style_config" set not null;
--> statement-breakpoint
drop index "templates_public_idx";
--> statement-breakpoint
alter table "templates" drop column "workspace_id";
--> statement-breakpoint
alter table "templates" drop column "reach";
--> statement-breakpoint
drop table "template_versions";
--> statement-breakpoint
drop table "brand_kits";

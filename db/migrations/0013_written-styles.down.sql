drop table "style_replicas";
--> statement-breakpoint
drop table "style_updates";
--> statement-breakpoint
drop table "written_style_versions";
--> statement-breakpoint
drop table "written_styles";

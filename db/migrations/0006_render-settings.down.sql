alter table "renders" drop column "settings";

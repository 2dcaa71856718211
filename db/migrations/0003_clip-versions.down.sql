drop table "clip_versions" cascade;

drop table "assets" cascade;

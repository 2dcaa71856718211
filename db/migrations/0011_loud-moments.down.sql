alter table "video_analysis" drop column "loud";

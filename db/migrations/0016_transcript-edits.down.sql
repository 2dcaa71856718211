DROP TABLE "transcript_edits";

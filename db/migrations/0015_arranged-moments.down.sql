ALTER TABLE "suggestions" DROP COLUMN "arrangement";

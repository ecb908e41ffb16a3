drop table if exists exercise_revisions, exercise_contraindications, exercise_instructions, exercises, exercise_tags, exercise_equipment,
  exercise_body_regions, exercise_categories cascade;

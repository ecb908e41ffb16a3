alter table approvals drop column stand_in_id;

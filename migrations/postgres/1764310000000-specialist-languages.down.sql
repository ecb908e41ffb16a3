alter table specialists drop column languages;

-- Who changed a rule is forgotten when they ask for it; the entry stays, with 0 in their place.
grant update (made_by) on rule_journal to ${service};

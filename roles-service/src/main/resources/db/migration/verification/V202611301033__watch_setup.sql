-- What admins set up is missed when it vanishes: changes without an operation are recorded.
select watch('verification_setup'), watch('verification_question');

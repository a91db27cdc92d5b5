-- What admins set up is missed when it vanishes: changes without an operation are recorded.
select watch('menu'), watch('menu_role'), watch('autorole'), watch('sticky_role');

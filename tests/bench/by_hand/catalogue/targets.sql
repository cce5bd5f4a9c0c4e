select measure, audience, role, value, unit, due_on, owner, basis from target order by measure, audience, role

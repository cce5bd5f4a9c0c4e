"""How long it takes from nothing: imports, a process that answers, the first map painted, a folder that is empty."""

"""What people see and take away: screens, their parts, figures and texts."""

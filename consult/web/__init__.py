"""Start page by role, sign-in, errors, headers, health: what surrounds every page."""

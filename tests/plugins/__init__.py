"""What must happen before pytest-django reads the settings, and the throwaway PostgreSQL."""

"""Units valid by date, people with roles and rights, and the audit log that every write goes into (app)."""

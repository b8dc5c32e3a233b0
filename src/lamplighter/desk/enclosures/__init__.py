"""What came enclosed with a tip: its photos, and a way to reach its writer, each shown only when somebody asks for it."""

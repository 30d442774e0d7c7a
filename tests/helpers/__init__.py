"""What several tests share: definitions, projects, fonts, programs that fail, facts read from drawings and files."""

"""Writing what was learned: every act checks, writes and journals."""

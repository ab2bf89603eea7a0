"""Writing in the commune's world: one function per act, each checked, journaled and whole."""

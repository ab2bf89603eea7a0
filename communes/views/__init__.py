"""Pages of a commune's organisations and people."""

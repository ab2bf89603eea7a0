"""What a commune types about its framework, its acts and its needs."""

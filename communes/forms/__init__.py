"""What people type about the commune's world, read and checked for shape."""
